using RlQuery.Core.Evaluation;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class DeficiencyTests
{
    [Fact]
    public void It_is_the_ratio_of_what_is_left_undone_below_the_final_score_of_random_labels()
    {
        // Random ends with 0.9 and leaves .4 + .2 undone; the strategy .4 - .1 + 0.
        Deficiency row = Assert.Single(Of([Episode("a", "random", [0.5, 0.7, 0.9]), Episode("a", "mine", [0.5, 1.0, 0.9])]));
        Assert.Equal(("a", "mine"), (row.Data, row.Strategy));
        Assert.Equal(0.3 / 0.6, row.Value, 1e-9);
    }

    [Fact]
    public void A_loss_is_measured_as_the_gain_that_it_is()
    {
        double[] random = [0.5, 0.7, 0.9];
        double[] mine = [0.5, 0.85, 0.9];
        double gain = Of([Episode("a", "random", random), Episode("a", "mine", mine)])[0].Value;
        IMetric loss = Known.Parts.Find<IMetric>("log-loss");
        double same =
            Of([Episode("a", "random", [.. random.Select(one => 1 - one)], loss), Episode("a", "mine", [.. mine.Select(one => 1 - one)], loss)])[0].Value;
        Assert.Equal(gain, same, 1e-9);
    }

    [Fact]
    public void Where_random_labels_gain_nothing_it_is_no_number_and_is_left_out_of_the_median()
    {
        EpisodeResult[] episodes =
        [
            .. new[] { 0.6, 0.7, 0.8 }.SelectMany(
                (middle, set) => new[] { Episode($"set{set}", "random", [0.5, 0.6, 0.9]), Episode($"set{set}", "mine", [0.5, middle, 0.9]) }),
            Episode("flat", "random", [0.5, 0.5, 0.5]), Episode("flat", "mine", [0.5, 0.6, 0.9]),
        ];
        IReadOnlyList<Deficiency> rows = Of(episodes);
        Assert.True(double.IsNaN(rows.Single(row => row.Data == "flat").Value));
        Assert.Equal(rows.Single(row => row.Data == "set1").Value, rows.Single(row => row.Data is null).Value);
    }

    [Fact]
    public void Without_random_labels_there_is_none() => Assert.Empty(Of([Episode("a", "margin", [0.5, 0.6])]));

    private static IReadOnlyList<Deficiency> Of(EpisodeResult[] episodes) => Deficiency.Of(CurveBand.OfCompleteSeeds(episodes));

    private static EpisodeResult Episode(string data, string strategy, double[] scores, IMetric? metric = null) =>
        new(new EpisodeSpec(data, strategy, 0), new LearningCurve([.. Enumerable.Range(1, scores.Length)], scores) { Metric = metric ?? UsualMetric.Accuracy });
}
