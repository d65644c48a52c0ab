using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics;

namespace RlQuery.Core.Tests.Statistics;

public sealed class ConcordanceTests
{
    [Fact]
    public void It_is_what_its_definition_gives()
    {
        var generator = new Pcg64(8);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] first = [.. Enumerable.Range(0, 40).Select(_ => generator.NextGaussian())];
            double[] second = [.. first.Select(number => (0.8 * number) + 0.3 + (0.5 * generator.NextGaussian()))];
            double firstMean = first.Average();
            double secondMean = second.Average();
            double covariance = first.Zip(second).Average(pair => (pair.First - firstMean) * (pair.Second - secondMean));
            double variances = first.Average(one => (one - firstMean) * (one - firstMean)) + second.Average(one => (one - secondMean) * (one - secondMean));
            Assert.Equal(2 * covariance / (variances + ((firstMean - secondMean) * (firstMean - secondMean))), Concordance.Of(first, second), 1e-12);
        }
    }

    [Fact]
    public void It_is_1_of_the_same_minus_1_of_the_opposite_and_lower_where_one_is_shifted_or_stretched()
    {
        double[] numbers = [-2, -1, 0, 1, 2];
        Assert.Equal(1, Concordance.Of(numbers, numbers));
        Assert.Equal(1, Concordance.Of([3, 3], [3, 3]));
        Assert.Equal(-1, Concordance.Of(numbers, [2, 1, 0, -1, -2]), 1e-12);
        Assert.InRange(Concordance.Of(numbers, [-1, 0, 1, 2, 3]), 0.5, 0.9);
        Assert.InRange(Concordance.Of(numbers, [-4, -2, 0, 2, 4]), 0.5, 0.9);
    }
}
