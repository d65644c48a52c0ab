using RlQuery.Core.Evaluation;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class LabelsToScoreTests
{
    [Fact]
    public void Each_score_is_read_off_each_mean_curve_and_the_median_counts_what_is_never_reached_as_worst()
    {
        EpisodeResult[] episodes =
        [
            Episode("a", [0.5, 0.7, 0.9]), Episode("b", [0.5, 0.6, 0.8]), Episode("c", [0.5, 0.5, 0.5]),
        ];
        IReadOnlyList<LabelsToScore> rows = Of([0.6, 0.8], episodes);
        Assert.Equal(
            [("a", 3.0), ("b", 4), ("c", double.NaN), (null, 4), ("a", 5), ("b", 6), ("c", double.NaN), (null, 6)],
            rows.Select(row => (row.Data, Math.Round(row.Labels, 9))));
        Assert.Equal([0.6, 0.6, 0.6, 0.6, 0.8, 0.8, 0.8, 0.8], rows.Select(row => row.Score));
        Assert.Equal((2, 3), (rows[3].Reached, rows[3].Sets));
    }

    [Fact]
    public void Without_a_score_there_is_no_row_and_of_one_set_no_median()
    {
        Assert.Empty(Of([], [Episode("a", [0.5, 0.7])]));
        Assert.Equal("a", Assert.Single(Of([0.5], [Episode("a", [0.5, 0.7])])).Data);
    }

    private static IReadOnlyList<LabelsToScore> Of(double[] targets, EpisodeResult[] episodes) =>
        LabelsToScore.Of(targets, CurveBand.OfCompleteSeeds(episodes));

    private static EpisodeResult Episode(string data, double[] scores) =>
        new(new EpisodeSpec(data, "margin", 0), new LearningCurve([.. Enumerable.Range(1, scores.Length).Select(i => 2 * i)], scores));
}
