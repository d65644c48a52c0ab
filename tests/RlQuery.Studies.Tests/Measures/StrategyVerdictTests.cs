using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class StrategyVerdictTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-verdicts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 12, VerdictBasis.Seeds, 12)]
    [InlineData(5, 12, VerdictBasis.Seeds, 12)]
    [InlineData(8, 12, VerdictBasis.Sets, 8)]
    [InlineData(8, 1, VerdictBasis.Sets, 8)]
    public void A_strategy_that_gains_loses_or_does_neither_is_called_so(int sets, int seeds, VerdictBasis basis, int pairs)
    {
        IReadOnlyList<StrategyVerdict> verdicts = StrategyVerdict.With("margin", Episodes(sets, seeds, ("ahead", 0.1), ("behind", -0.1), ("even", 0)));
        Assert.Equal([("ahead", "better"), ("behind", "worse"), ("even", "not shown")], verdicts.Select(one => (one.Strategy, one.Verdict.Words())));
        Assert.All(verdicts, one => Assert.Equal((basis, pairs), (one.Basis, one.Test.Pairs)));
    }

    [Fact]
    public void Six_sets_suffice_for_one_strategy_and_not_for_two()
    {
        Assert.Equal([Verdict.Better], StrategyVerdict.With("margin", Episodes(6, 3, ("one", 0.1))).Select(one => one.Verdict));
        Assert.Equal(
            [Verdict.NotShown, Verdict.NotShown], StrategyVerdict.With("margin", Episodes(6, 3, ("one", 0.1), ("two", 0.1))).Select(one => one.Verdict));
    }

    [Fact]
    public void From_six_sets_on_the_test_is_Wilcoxons_over_the_sets_with_Holms_correction_over_the_strategies()
    {
        EpisodeResult[] episodes = Episodes(9, 4, ("ahead", 0.02), ("even", 0));
        IReadOnlyList<StrategyVerdict> verdicts = StrategyVerdict.With("margin", episodes);
        Comparison[] overall = [.. Comparison.With("margin", episodes).Where(one => one.Data is null)];
        Assert.Equal(overall.Select(one => one.PValue), verdicts.Select(one => one.PValue), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(overall.Select(one => one.Test.Difference), verdicts.Select(one => one.Test.Difference), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Below_six_sets_the_pairs_are_the_seeds_means_over_the_sets()
    {
        EpisodeResult[] episodes = Episodes(3, 10, ("one", 0.03), ("two", 0.01));
        double[][] seeds =
        [
            .. new[] { "one", "two" }.Select(strategy => Enumerable.Range(0, 10).Select(seed => Enumerable.Range(0, 3).Average(set =>
                Score(episodes, set, strategy, seed) - Score(episodes, set, "margin", seed))).ToArray()),
        ];
        double[] p = Holm.Adjust([.. seeds.Select(own => PairedTTest.Run(own).PValue)]);
        IReadOnlyList<StrategyVerdict> verdicts = StrategyVerdict.With("margin", episodes);
        Assert.Equal(p, verdicts.Select(one => one.PValue), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(seeds.Select(own => own.Average()), verdicts.Select(one => one.Test.Difference), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_seed_that_is_missing_on_one_set_is_no_pair_and_one_seed_shows_nothing()
    {
        EpisodeResult[] episodes = [.. Episodes(2, 3, ("mine", 0.5)).Where(episode => episode.Spec != new EpisodeSpec("set1", "mine", 2))];
        Assert.Equal(2, Assert.Single(StrategyVerdict.With("margin", episodes)).Test.Pairs);
        StrategyVerdict single = Assert.Single(StrategyVerdict.With("margin", Episodes(2, 1, ("mine", 0.5))));
        Assert.Equal((Verdict.NotShown, true, null), (single.Verdict, double.IsNaN(single.PValue), single.PairsNeeded));
        Assert.Empty(StrategyVerdict.With("random", episodes));
    }

    [Fact]
    public void Nothing_is_claimed_where_ranks_and_mean_point_to_different_sides()
    {
        double[] gains = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, -0.9];
        EpisodeResult[] episodes = [.. gains.SelectMany((gain, set) => new[] { Episode(set, "margin", 0, 0.5), Episode(set, "mine", 0, 0.5 + gain) })];
        Assert.True(WilcoxonSignedRank.Run(gains).Sign > 0 && gains.Sum() < 0);
        StrategyVerdict found = Assert.Single(StrategyVerdict.With("margin", [.. episodes, .. Repeat(episodes)]));
        Assert.True(found.PValue < Verdicts.Level);
        Assert.Equal(Verdict.NotShown, found.Verdict);
    }

    [Fact]
    public void Pairs_that_are_needed_show_the_difference_with_the_usual_power()
    {
        StrategyVerdict found = StrategyVerdict.With("margin", Episodes(1, 8, ("mine", 0.005)))[0];
        int needed = found.PairsNeeded!.Value;
        Assert.True(PairedPower.Of(needed, found.Test.Difference, found.Test.StandardDeviation) >= 0.8);
        Assert.True(PairedPower.Of(needed - 1, found.Test.Difference, found.Test.StandardDeviation) < 0.8);
        Assert.Equal(2, PairedPower.PairsNeeded(PairedTTest.Run([0.1, 0.1])));
        Assert.Null(PairedPower.PairsNeeded(PairedTTest.Run([0.1, -0.1])));
        Assert.Null(PairedPower.PairsNeeded(PairedTTest.Run([0.1])));
        Assert.Null(PairedPower.PairsNeeded(PairedTTest.Run([1 + 1e-9, -1, 1, -1])));
    }

    [Fact]
    public void The_verdicts_file_has_a_word_a_test_and_its_numbers_in_each_row()
    {
        string path = Path.Combine(_folder, VerdictsAnalysis.File);
        EpisodeResult[] episodes =
            [Episode(0, "margin", 0, 0.5), Episode(0, "margin", 1, 0.5), Episode(0, "mine", 0, 0.75), Episode(0, "mine", 1, 0.75), Episode(0, "b,c", 0, 0.25)];
        VerdictsAnalysis.Table(StrategyVerdict.With("margin", episodes)).Write(path);
        Assert.Equal(
            """
            strategy,reference,verdict,test,over,pairs,difference,lower,upper,holm_p,pairs_needed
            mine,margin,better,paired-t,seeds,2,0.250000,0.250000,0.250000,0.000000,2
            "b,c",margin,not shown,paired-t,seeds,1,-0.250000,,,,

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(path));
        ResultTable read = ResultTable.Read(path);
        Assert.Equal("b,c", read.Records.Last()["strategy"]);
        Assert.Equal([["better", "0.250000"]], read.Select(["verdict", "none", "difference"], row => row["pairs"] == "2").Rows);
    }

    private static EpisodeResult[] Repeat(EpisodeResult[] episodes) =>
        [.. episodes.Select(episode => episode with { Spec = episode.Spec with { Data = episode.Spec.Data + " again" } })];

    private static double Score(EpisodeResult[] episodes, int set, string strategy, int seed) =>
        episodes.Single(episode => episode.Spec == new EpisodeSpec($"set{set}", strategy, seed)).Curve.Aubc;

    private static EpisodeResult[] Episodes(int sets, int seeds, params (string Strategy, double Gain)[] strategies)
    {
        var draws = new Pcg64(3);
        // Noise whose signs alternate from pair to pair: what gains nothing is ahead as often as behind.
        double Noise(int set, int seed) => 0.004 * ((sets < StrategyVerdict.FewestSets ? seed : set) % 2 == 0 ? 1 : -1) * (1 + (0.5 * draws.NextDouble()));
        return
        [
            .. from set in Enumerable.Range(0, sets)
               from seed in Enumerable.Range(0, seeds)
               from one in strategies.Prepend(("margin", 0))
               select Episode(set, one.Item1, seed, 0.5 + (0.01 * seed) + one.Item2 + (one.Item1 == "margin" ? 0 : Noise(set, seed))),
        ];
    }

    private static EpisodeResult Episode(int set, string strategy, long seed, double score) =>
        new(new EpisodeSpec($"set{set}", strategy, seed), new LearningCurve([2, 3], [score, score]));
}
