using RlQuery.Core.Numerics;
using RlQuery.Studies.Advice;

namespace RlQuery.Studies.Tests.Advice;

public sealed class LabelSavingTests
{
    private const int Start = 2;

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(3.0)]
    public void The_multiple_of_labels_is_found_again_from_the_gain_that_it_makes(double multiple)
    {
        double Accuracy(double labels) => 1 - (0.5 * Math.Exp(-labels / 25));
        double gain = Enumerable.Range(1, 98).Average(query => Accuracy(Start + query) - Accuracy((Start + query) / multiple));
        (int, double)[] curve = [.. Enumerable.Range(1, 50).Select(i => (2 * i, Accuracy(2 * i)))];
        var found = LabelSaving.Of(curve, Start, classes: 2, new ExpectedGain(gain, gain / 2, 2 * gain));
        Assert.Equal(100, found.Labels);
        Assert.Equal(100 * multiple, found.Random, 100 * multiple * 0.02);
        Assert.InRange(found.Random, found.Least, found.Most);
    }

    [Fact]
    public void Without_a_gain_nothing_is_saved_and_beyond_all_bounds_ten_times()
    {
        (int, double)[] curve = [(10, 0.6), (20, 0.7), (30, 0.8)];
        var none = LabelSaving.Of(curve, 4, 2, new ExpectedGain(-0.01, -0.2, 0.9));
        Assert.Equal((30.0, 30.0), (none.Random, none.Least));
        Assert.Equal(300, none.Most, 3);
    }

    [Fact]
    public void Noise_in_the_curve_moves_the_estimate_by_little()
    {
        var lots = new Pcg64(3);
        double Accuracy(double labels) => 1 - (0.5 * Math.Exp(-labels / 25));
        double gain = Enumerable.Range(1, 98).Average(query => Accuracy(Start + query) - Accuracy((Start + query) / 1.5));
        var expected = new ExpectedGain(gain, gain, gain);
        double[] found = new double[50];
        for (int i = 0; i < found.Length; i++)
        {
            (int, double)[] curve = [.. Enumerable.Range(1, 10).Select(ten => (10 * ten, Accuracy(10 * ten) + (0.02 * lots.NextGaussian())))];
            found[i] = LabelSaving.Of(curve, Start, 2, expected).Random;
        }
        Assert.InRange(found.Average(), 135, 165);
    }
}
