using RlQuery.Studies.Advice;

namespace RlQuery.Studies.Tests.Advice;

public sealed class GainEstimatorTests
{
    private static readonly GainModel[] Models =
    [
        new(GainModel.Ridge, 1, []), new(GainModel.Nearest, 5, ["classes", "features"]), new(GainModel.Ridge, 10, ["classes", "rows"]),
    ];

    [Fact]
    public void Intervals_hold_the_gain_of_new_sets_as_often_as_they_say()
    {
        foreach (GainModel model in Models)
        {
            int inside = 0;
            int all = 0;
            for (ulong seed = 0; seed < 12; seed++)
            {
                var estimator = new GainEstimator(model, AdviceSamples.Sets(40, seed), GainKind.PolicyOverMargin, 40);
                foreach (MeasuredSet set in AdviceSamples.Sets(20, seed + 1000))
                {
                    ExpectedGain expected = estimator.Expect(set.Table);
                    double gain = set.Gain(GainKind.PolicyOverMargin, 40)!.Value;
                    inside += gain >= expected.Lower && gain <= expected.Upper ? 1 : 0;
                    all++;
                }
            }
            Assert.InRange((double)inside / all, 0.85, 0.97);
        }
    }

    [Fact]
    public void The_interval_of_the_mean_is_that_of_its_residuals()
    {
        // Of 19 origins, the 18th of 20 places is the 90 % quantile: the second largest end.
        MeasuredSet[] sets = [.. AdviceSamples.Sets(19, 3)];
        double[] gains = Array.ConvertAll(sets, set => set.Gain(GainKind.MarginOverRandom, 20)!.Value);
        double[] upper = [.. gains.Select(gain =>
        {
            double others = (gains.Sum() - gain) / 18;
            return others + Math.Abs(gain - others);
        }).OrderDescending()];
        ExpectedGain expected = new GainEstimator(Models[0], sets, GainKind.MarginOverRandom, 20).Expect(AdviceSamples.Table(2));
        Assert.Equal(gains.Average(), expected.Value, 12);
        Assert.Equal(upper[1], expected.Upper, 12);
    }

    [Fact]
    public void Residuals_are_of_a_model_without_any_set_of_the_origin()
    {
        // Copies of one set would be their own nearest neighbours, and the interval nothing.
        MeasuredSet[] sets = [.. AdviceSamples.Sets(30, 5).SelectMany(set => new[] { set, set, set })];
        var model = new GainModel(GainModel.Nearest, 3, ["classes", "features", "rows"]);
        ExpectedGain copies = new GainEstimator(model, sets, GainKind.PolicyOverMargin, 40).Expect(AdviceSamples.Table(5));
        Assert.True(copies.Upper - copies.Lower > 0.02, $"{copies}");
    }

    [Fact]
    public void The_order_of_sets_changes_nothing()
    {
        IReadOnlyList<MeasuredSet> sets = AdviceSamples.Sets(30, 7);
        foreach (GainModel model in Models)
        {
            ExpectedGain one = new GainEstimator(model, sets, GainKind.PolicyOverRandom, 40).Expect(AdviceSamples.Table(4));
            ExpectedGain other = new GainEstimator(model, [.. sets.Reverse()], GainKind.PolicyOverRandom, 40).Expect(AdviceSamples.Table(4));
            Assert.Equal(one.Value, other.Value, 12);
            Assert.Equal(one.Lower, other.Lower, 12);
            Assert.Equal(one.Upper, other.Upper, 12);
        }
    }

    [Fact]
    public void The_model_with_the_smallest_error_is_chosen()
    {
        Assert.Contains("classes", ModelChoice.Best(AdviceSamples.Sets(50, 11, noise: 0.002)).Descriptors);
        double[] ofMean = ModelChoice.Errors(ModelChoice.Candidates[0], AdviceSamples.Sets(50, 11));
        double[] gains = [.. AdviceSamples.Sets(50, 11).Select(set => set.Gain(GainKind.MarginOverRandom, 40)!.Value)];
        // Without one, the mean of n is off by n / (n - 1) of its distance.
        double expected = Math.Sqrt(gains.Average(gain => Math.Pow((gain - gains.Average()) * 50 / 49, 2)));
        Assert.Equal(expected, ofMean[(int)GainKind.MarginOverRandom], 12);
    }
}
