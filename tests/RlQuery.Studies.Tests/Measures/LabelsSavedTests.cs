using RlQuery.Core.Evaluation;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class LabelsSavedTests
{
    private static readonly double[] Margin = [0.5, 0.6, 0.7, 0.8];

    [Fact]
    public void Labels_are_read_off_straight_lines_between_the_points()
    {
        // From 0.7 at 4 labels to 0.9 at 6: 0.8 is reached at 5 of margin's 8.
        LabelsSaved row = Of("heart", [0.5, 0.7, 0.9, 0.9]);
        Assert.Equal((0.8, 1, 1), (Math.Round(row.Target, 12), row.Reached, row.Sets));
        Assert.Equal(5, row.Labels, 1e-6);
        Assert.Equal(3, row.Saved, 1e-6);
    }

    [Fact]
    public void A_curve_that_never_gets_there_has_no_number()
    {
        LabelsSaved row = Of("heart", [0.5, 0.7, 0.79, 0.79]);
        Assert.True(double.IsNaN(row.Labels) && double.IsNaN(row.Saved));
        Assert.Equal(0, row.Reached);
    }

    [Fact]
    public void The_first_crossing_counts_and_a_curve_that_starts_there_saves_all() =>
        Assert.Equal([4, 6], new[] { Of("heart", [0.5, 0.8, 0.6, 0.9]), Of("heart", [0.8, 0.6, 0.6, 0.6]) }.Select(row => Math.Round(row.Saved, 6)));

    [Fact]
    public void The_mean_curve_is_what_must_get_there()
    {
        EpisodeResult[] episodes =
        [
            Episode("heart", "margin", 0, Margin), Episode("heart", "margin", 1, Margin),
            Episode("heart", "mine", 0, [0.5, 0.9, 0.9, 0.9]), Episode("heart", "mine", 1, [0.5, 0.5, 0.5, 0.7]),
        ];
        LabelsSaved mine = LabelsSaved.To("margin", CurveBand.OfCompleteSeeds(episodes)).Single(row => row.Strategy == "mine");
        Assert.Equal(8, mine.Labels, 1e-6);
        Assert.Equal(0, mine.Saved, 1e-6);
    }

    [Fact]
    public void Margin_saves_nothing_of_a_curve_that_rises_to_its_end() =>
        Assert.Equal(0, LabelsSaved.To("margin", CurveBand.OfCompleteSeeds([Episode("heart", "margin", 0, Margin)])).Single().Saved, 1e-6);

    [Theory]
    [InlineData(new[] { 0.9, 0.9, 0.1 }, 2, 4.0)] // Saved 4, 4 and never.
    [InlineData(new[] { 0.9, 0.1, 0.1 }, 1, double.NaN)]
    [InlineData(new[] { 0.9, 0.1 }, 1, double.NaN)] // Half of the sets: one of the two in the middle has no number.
    public void In_the_median_a_set_that_is_not_reached_is_worse_than_all(double[] second, int reached, double median)
    {
        EpisodeResult[] episodes =
        [
            .. second.SelectMany((score, set) => new[]
            {
                Episode($"set{set}", "margin", 0, [0.5, 0.6, 0.7, 0.9]), Episode($"set{set}", "mine", 0, [0.1, score, score, score]),
            }),
        ];
        LabelsSaved mine = LabelsSaved.To("margin", CurveBand.OfCompleteSeeds(episodes)).Single(row => row.Data is null && row.Strategy == "mine");
        Assert.Equal((reached, second.Length), (mine.Reached, mine.Sets));
        Assert.Equal(median, mine.Saved, 1e-6);
    }

    [Fact]
    public void Without_margin_there_is_nothing_to_reach() =>
        Assert.Empty(LabelsSaved.To("margin", CurveBand.OfCompleteSeeds([Episode("heart", "mine", 0, Margin)])));

    private static LabelsSaved Of(string data, double[] scores) =>
        LabelsSaved.To("margin", CurveBand.OfCompleteSeeds([Episode(data, "margin", 0, Margin), Episode(data, "mine", 0, scores)])).Single(
            row => row.Strategy == "mine");

    private static EpisodeResult Episode(string data, string strategy, long seed, double[] scores) =>
        new(new EpisodeSpec(data, strategy, seed), new LearningCurve([2, 4, 6, 8], scores));
}
