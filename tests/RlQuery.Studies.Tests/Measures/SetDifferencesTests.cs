using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class SetDifferencesTests
{
    [Fact]
    public void Each_set_is_tested_over_its_seeds_and_corrected_over_the_sets()
    {
        var draws = new Pcg64(1);
        double[][] differences =
            [.. new[] { 0.5, 0.0, -0.5, 0.01 }.Select(mean => Enumerable.Range(0, 12).Select(_ => mean + (0.05 * draws.NextGaussian())).ToArray())];
        SetDifferences mine = Assert.Single(SetDifferences.With("margin", Episodes(differences)));
        PairedTTest[] tests = [.. differences.Select(values => PairedTTest.Run(values))];
        double[] corrected = Holm.Adjust([.. tests.Select(test => test.PValue)]);
        Assert.Equal(["set0", "set1", "set2", "set3"], mine.Sets.Select(set => set.Data));
        for (int i = 0; i < tests.Length; i++)
        {
            Assert.Equal(tests[i].Difference, mine.Sets[i].Test.Difference, 1e-12);
            Assert.Equal(tests[i].Lower, mine.Sets[i].Test.Lower, 1e-12);
            Assert.Equal(corrected[i], mine.Sets[i].PValue, 1e-9);
        }
        Assert.Equal([1, 0, -1, 0], mine.Sets.Select(set => (int)set.Verdict));
        Assert.Equal(tests.Average(test => test.Difference), mine.Mean.Mean, 1e-12);
        Assert.InRange(mine.Mean.Mean, mine.Mean.Lower, mine.Mean.Upper);
    }

    [Fact]
    public void Swapping_strategy_and_reference_swaps_the_signs()
    {
        EpisodeResult[] episodes = Episodes([[0.5, 0.4, 0.45], [-0.3, -0.2, -0.25]]);
        SetDifferences mine = Assert.Single(SetDifferences.With("margin", episodes));
        SetDifferences margin = Assert.Single(SetDifferences.With("mine", episodes));
        Assert.Equal(mine.Sets.Select(set => -(int)set.Verdict), margin.Sets.Select(set => (int)set.Verdict));
        Assert.Equal(mine.Sets.Select(set => set.PValue), margin.Sets.Select(set => set.PValue), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void One_seed_gives_differences_without_a_verdict()
    {
        SetDifferences mine = Assert.Single(SetDifferences.With("margin", Episodes([[0.5], [-0.3]])));
        Assert.All(mine.Sets, set => Assert.True(double.IsNaN(set.PValue) && double.IsNaN(set.Test.Lower) && set.Verdict == Verdict.NotShown));
        Assert.Equal(0.1, mine.Mean.Mean, 1e-12);
    }

    [Fact]
    public void Seeds_without_a_partner_and_evaluations_without_the_reference_are_left_out()
    {
        EpisodeResult[] episodes = [.. Episodes([[0.5, 0.4]]), Episode("set0", "mine", 9, 0), Episode("alone", "mine", 0, 0)];
        SetDifference set = Assert.Single(Assert.Single(SetDifferences.With("margin", episodes)).Sets);
        Assert.Equal(2, set.Test.Pairs);
        Assert.Empty(SetDifferences.With("random", episodes));
    }

    private static EpisodeResult[] Episodes(double[][] differences) =>
    [
        .. differences.SelectMany((seeds, set) => seeds.SelectMany((difference, seed) => new[]
        {
            Episode($"set{set}", "margin", seed, 0.01 * seed), Episode($"set{set}", "mine", seed, (0.01 * seed) + difference),
        })),
    ];

    private static EpisodeResult Episode(string data, string strategy, long seed, double score) =>
        new(new EpisodeSpec(data, strategy, seed), new LearningCurve([2, 3], [score, score]));
}
