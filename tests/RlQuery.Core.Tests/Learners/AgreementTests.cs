using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners;

/// <summary>
/// Probabilities against those of scikit-learn's KNeighborsClassifier, GaussianNB and GaussianProcessClassifier on the same single-precision features.
/// </summary>
public sealed class AgreementTests
{
    private static readonly Dictionary<string, Case[]> Cases =
        new[] { "nearest-neighbours", "naive-bayes", "gaussian-process" }.ToDictionary(name => name, name => Expected.Read<Case[]>($"{name}.json"));

    public static TheoryData<string, int> Numbers
    {
        get
        {
            var numbers = new TheoryData<string, int>();
            foreach ((string name, Case[] cases) in Cases)
            {
                for (int i = 0; i < cases.Length; i++)
                {
                    numbers.Add(name, i);
                }
            }
            return numbers;
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Probabilities_agree_with_scikit_learn(string name, int number)
    {
        Case expected = Cases[name][number];
        var problem = new ExpectedProblem(expected.Kind, expected.Seed, expected.Rows, expected.Columns, expected.Classes, expected.Labels);
        Problem data = problem.Problem();
        ILearner learner = Known.Parts.FindLearner(name).Create();
        learner.Start(data);
        learner.Fit([.. Enumerable.Range(0, problem.Rows)], problem.Y, problem.Weights);
        float[] p = new float[data.PoolFeatures.Rows * data.Classes];
        learner.Predict(data.PoolFeatures, p);
        Assert.Equal(ExpectedProblem.Probes * data.Classes, expected.Probabilities.Length);
        for (int i = 0; i < expected.Probabilities.Length; i++)
        {
            double value = p[(problem.Rows * data.Classes) + i];
            Assert.True(Math.Abs(expected.Probabilities[i] - value) < 1e-5, $"{problem}, value {i}: {value} instead of {expected.Probabilities[i]}");
        }
    }

    private sealed record Case(string Kind, int Seed, int Rows, int Columns, int Classes, string Labels, double[] Probabilities);
}
