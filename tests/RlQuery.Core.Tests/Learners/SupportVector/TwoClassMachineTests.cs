using System.Text.Json.Serialization;
using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.SupportVector;

/// <summary>The machine of published experiments, against scikit-learn's SVC at its own tolerance of 1e-3: the path to the solution must be LIBSVM's.</summary>
public sealed class TwoClassMachineTests
{
    private static readonly Case[] Cases = Expected.Read<Case[]>("svm-path.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Follows_LIBSVMs_path_to_the_last_digits(int number)
    {
        (ExpectedProblem problem, double[] expected) = (Cases[number].Problem, Cases[number].Decisions);
        double[] decisions = Decide(problem, 1e-3);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - decisions[i]) <= 1e-12, $"{problem}, probe {i}: {decisions[i]} instead of {expected[i]}");
        }
    }

    [Fact]
    public void A_smaller_tolerance_comes_closer_to_the_optimum()
    {
        ExpectedProblem problem = Cases.Single(one => one.Kind == "plain" && one.Rows == 200).Problem;
        double[] optimum = Decide(problem, 1e-10);
        double loose = Distance(Decide(problem, 1e-3));
        double tight = Distance(Decide(problem, 1e-6));
        Assert.InRange(loose, 1e-7, 1e-2);
        Assert.InRange(tight, 0, loose / 50);

        double Distance(double[] decisions) => decisions.Zip(optimum, (a, b) => Math.Abs(a - b)).Max();
    }

    private static double[] Decide(ExpectedProblem problem, double tolerance)
    {
        double[] x = problem.Features();
        double[] train = x[..(problem.Rows * problem.Columns)];
        double[] probes = x[(problem.Rows * problem.Columns)..];
        double gamma = 1.0 / problem.Columns;
        var machine = new TwoClassMachine(new RbfKernel(train, train, problem.Columns, gamma));
        int[] rows = [.. Enumerable.Range(0, problem.Rows).OrderBy(row => problem.Y[row])];
        machine.Fit(rows, problem.Y.Count(label => label == 0), tolerance);
        double[] decisions = new double[ExpectedProblem.Probes];
        machine.Decide(new RbfKernel(train, probes, problem.Columns, gamma), decisions);
        return decisions;
    }

    private sealed record Case(string Kind, int Seed, int Rows, int Columns, int Classes, string Labels, double[] Decisions)
    {
        [JsonIgnore]
        public ExpectedProblem Problem => new(Kind, Seed, Rows, Columns, Classes, Labels);
    }
}
