using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;

namespace RlQuery.Core.Tests.Data.Synthetic;

/// <summary>Published functions as tasks of regression.</summary>
public sealed class FunctionTaskTests
{
    public static TheoryData<string> Names => ["friedman", "computer-experiment"];

    [Fact]
    public void Friedman_functions_have_the_values_that_their_formulas_give()
    {
        // 10 sin(π x1 x2) + 20 (x3 - .5)² + 10 x4 + 5 x5
        Near(10 + 0 + 10 + 5, Friedman.First.Value([1, 0.5, 0.5, 1, 1]));
        Near(0 + 5 + 2.5 + 1, Friedman.First.Value([0, 0.7, 0, 0.25, 0.2]));
        Near((10 * Math.Sqrt(0.5)) + 1.8, Friedman.First.Value([0.5, 0.5, 0.2, 0, 0]));
        // (x1² + (x2 x3 - 1 / (x2 x4))²)^½ and arctan((x2 x3 - 1 / (x2 x4)) / x1): 3, 4, 5 is a right triangle.
        double[] circuit = [3, 200, (4 + (1 / (200 * 2.0))) / 200, 2];
        Near(5, Friedman.Second.Value(circuit));
        Near(Math.Atan(4.0 / 3), Friedman.Third.Value(circuit));
        Near(1 / 800.0, Friedman.Second.Value([0, 400, 0, 2]));
    }

    [Fact]
    public void Functions_of_computer_experiments_have_the_values_that_their_formulas_give()
    {
        // sin x1 + 7 sin² x2 + .1 x3⁴ sin x1
        double half = Math.PI / 2;
        Near(8, ComputerExperiments.Ishigami.Value([half, half, 0]));
        Near(-1 - (0.1 * Math.Pow(half, 4)), ComputerExperiments.Ishigami.Value([-half, 0, half]));
        // 2 π T (H - h) / (ln(r / w) (1 + 2 L T / (ln(r / w) w² K) + T / t)): with ln(r / w) = 2, T = t and a short hole, half of π T (H - h).
        double[] hole = [0.1, 0.1 * Math.Exp(2), 1000, 100, 1000, 60, 0, 1];
        Near(Math.PI * 1000 * 40 / 2, ComputerExperiments.Borehole.Value(hole));
        // 2 L T / (ln(r / w) w² K) = 2: four parts instead of two.
        hole[6] = 0.1;
        hole[7] = 2 * 0.1 * 1000 / (2 * 0.01 * 2);
        Near(Math.PI * 1000 * 40 / 4, ComputerExperiments.Borehole.Value(hole));
    }

    /// <summary>The variance of Ishigami is a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2 with a = 7 and b = .1.</summary>
    [Fact]
    public void Over_its_ranges_a_function_has_the_published_moments()
    {
        (double mean, double variance) = Moments(ComputerExperiments.Ishigami);
        Assert.Equal(3.5, mean, 0.05);
        Assert.Equal((49 / 8.0) + (0.1 * Math.Pow(Math.PI, 4) / 5) + (0.01 * Math.Pow(Math.PI, 8) / 18) + 0.5, variance, 0.2);
        Assert.Equal(77.7, Moments(ComputerExperiments.Borehole).Mean, 0.6);
        Assert.Equal(14.4, Moments(Friedman.First).Mean, 0.1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sets_are_finite_repeatable_and_of_several_shapes(string name)
    {
        ISyntheticTask task = Known.Parts.FindSynthetic(name);
        Dataset[] sets = [.. Enumerable.Range(0, 60).Select(seed => task.Generate((ulong)seed))];
        Assert.Equal(sets.Select(data => data.Hash), Enumerable.Range(0, 60).Select(seed => task.Generate((ulong)seed).Hash));
        Assert.Equal(60, sets.Select(data => data.Hash).Distinct().Count());
        Assert.All(sets, data => Assert.True(data.Values.ToArray().Concat(data.Targets).All(float.IsFinite)));
        Assert.All(sets, data => Assert.Equal(TargetKind.Number, data.Kind));
        Assert.All(sets, data => Assert.InRange(data.Rows, 200, 1000));
        Assert.All(sets, data => Assert.InRange(data.Features, 3, 18));
        Assert.InRange(sets.Select(data => data.Features).Distinct().Count(), 8, 16);
        // Several functions: their numbers are of different sizes.
        double[] spreads = [.. sets.Select(data => (double)(data.Targets.Max() - data.Targets.Min()))];
        Assert.True(spreads.Max() > 5 * spreads.Min());
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));

    private static (double Mean, double Variance) Moments(TestFunction function)
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ =>
            function.Value([.. function.Ranges.Select(range => range.Least + ((range.Most - range.Least) * random.NextDouble()))]))];
        double mean = values.Average();
        return (mean, values.Average(value => (value - mean) * (value - mean)));
    }
}
