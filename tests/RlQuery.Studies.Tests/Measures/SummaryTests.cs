using RlQuery.Core.Evaluation;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class SummaryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-summary-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_summary_row_averages_over_the_seeds()
    {
        SummaryRow row = Assert.Single(SummaryRow.Of([Episode("heart", "margin", 0, 0.5, 0.7), Episode("heart", "margin", 1, 0.6, 1.0)], 1));
        Assert.Equal(("heart", "margin", 2), (row.Data, row.Strategy, row.Repeats));
        // Areas 0.6 and 0.8: mean 0.7, s = 0.2 / sqrt 2.
        Assert.Equal(0.7, row.AubcMean, 12);
        Assert.Equal(0.2 / Math.Sqrt(2), row.AubcDeviation, 12);
        Assert.Equal(0.85, row.FinalMean, 12);
        Assert.Empty(row.Note);
    }

    [Fact]
    public void The_summary_file_has_a_note_only_where_there_is_one()
    {
        string path = Path.Combine(_folder, SummaryAnalysis.File);
        EpisodeResult[] episodes = [Episode("heart", "margin", 0, 0.5, 0.7)];
        SummaryAnalysis.Table(SummaryRow.Of(episodes, 1)).Write(path);
        Assert.Equal("data,strategy,repeats,aubc_mean,aubc_sd,final_mean\nheart,margin,1,0.600000,,0.700000\n", File.ReadAllText(path));
        SummaryAnalysis.Table(SummaryRow.Of(episodes, 40)).Write(path);
        Assert.Equal(
            "data,strategy,repeats,aubc_mean,aubc_sd,final_mean,note\nheart,margin,1,0.600000,,0.700000,the pool ends after 1 of 40 queries\n",
            File.ReadAllText(path));
    }

    [Fact]
    public void A_set_is_compared_over_its_seeds_and_all_sets_over_their_means()
    {
        // Differences of mine to random: heart +.1, +.3; iris -.1, +.1; wine +.2, +.4.
        EpisodeResult[] episodes =
        [
            .. new[] { ("heart", 0.1, 0.3), ("iris", -0.1, 0.1), ("wine", 0.2, 0.4) }.SelectMany(set => new[]
            {
                Episode(set.Item1, "random", 0, 0.5, 0.5), Episode(set.Item1, "random", 1, 0.4, 0.4),
                Episode(set.Item1, "mine", 0, 0.5 + set.Item2, 0.5 + set.Item2), Episode(set.Item1, "mine", 1, 0.4 + set.Item3, 0.4 + set.Item3),
            }),
        ];
        IReadOnlyList<Comparison> rows = Comparison.With("random", episodes);
        Assert.Equal(["heart", "iris", "wine", null], rows.Select(row => row.Data));
        Assert.Equal([0.2, 0.0, 0.3], rows.Take(3).Select(row => Math.Round(row.Test.Difference, 12)));
        Assert.Equal(1, rows[1].Better);
        // Written by scipy 1.10: t.interval(.95, 2) of 0.2, 0.0, 0.3 and wilcoxon (zero dropped, two pairs, exact).
        Comparison overall = rows[3];
        Assert.Equal(3, overall.Test.Pairs);
        Assert.Equal(-0.2127917, overall.Test.Lower, 6);
        Assert.Equal(0.5461250, overall.Test.Upper, 6);
        Assert.Equal(2, overall.Better);
    }

    [Fact]
    public void P_values_are_corrected_over_the_strategies_compared()
    {
        EpisodeResult[] episodes =
        [
            .. Enumerable.Range(0, 6).SelectMany(seed => new[]
            {
                Episode("heart", "random", seed, 0.5, 0.5),
                Episode("heart", "a", seed, 0.6 + (seed * 0.01), 0.6),
                Episode("heart", "b", seed, 0.7 + (seed * 0.01), 0.7),
            }),
        ];
        // Six differences of one sign: 2 / 2^6 = 0.03125 each, doubled for two strategies.
        Assert.All(Comparison.With("random", episodes), row => Assert.Equal(0.0625, row.PValue, 12));
        Assert.Empty(Comparison.With("margin", episodes));
    }

    [Fact]
    public void The_comparisons_file_leaves_the_data_cell_of_all_sets_empty()
    {
        string path = Path.Combine(_folder, ComparisonsAnalysis.File);
        ComparisonsAnalysis.Table(Comparison.With("random", [
            Episode("heart", "random", 0, 0.5, 0.5), Episode("heart", "mine", 0, 0.75, 0.75),
            Episode("iris", "random", 0, 0.5, 0.5), Episode("iris", "mine", 0, 0.75, 0.75),
        ])).Write(path);
        Assert.Equal(
            """
            data,strategy,reference,pairs,better,difference,lower,upper,wilcoxon_holm_p,pairs_needed
            heart,mine,random,1,1,0.250000,,,1.000000,
            iris,mine,random,1,1,0.250000,,,1.000000,
            ,mine,random,2,2,0.250000,0.250000,0.250000,0.500000,2

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(path));
    }

    private static EpisodeResult Episode(string data, string strategy, long seed, double start, double end) =>
        new(new EpisodeSpec(data, strategy, seed), new LearningCurve([2, 3], [start, end]));
}
