namespace RlQuery.Reports.Tests;

public sealed class SeriesPaletteTests
{
    private static readonly string[] Strategies =
    [
        "random", "least-confidence", "margin", "entropy", "qbc-vote", "qbc-kl", "bald", "eer", "information-density", "core-set", "margin-by-density",
    ];

    [Fact]
    public void All_strategies_and_a_dozen_policies_look_different()
    {
        SeriesStyle[] styles = SeriesPalette.Assign(
            [.. Strategies.Select(name => (name, false)), .. Enumerable.Range(0, 12).Select(i => ($"policy-{i}", true))]);
        Assert.Equal(styles.Length, styles.Select(style => (style.Color.ARGB, style.Pattern.Name, style.Width)).Distinct().Count());
    }

    [Fact]
    public void Learned_policies_are_drawn_thicker()
    {
        SeriesStyle[] styles = SeriesPalette.Assign([("margin", false), ("mine", true), ("entropy", false)]);
        Assert.True(styles[1].Width > styles[0].Width && styles[1].Width > styles[2].Width);
    }

    [Fact]
    public void The_references_look_the_same_in_every_figure()
    {
        SeriesStyle[] first = SeriesPalette.Assign([("random", false), ("margin", false)]);
        SeriesStyle[] second = SeriesPalette.Assign([("eer", false), ("margin", false), ("bald", false), ("random", false)]);
        Assert.Equal(first, new[] { second[3], second[1] });
    }

    [Fact]
    public void No_line_is_too_light_for_a_white_page()
    {
        SeriesStyle[] styles = SeriesPalette.Assign(
            [.. Strategies.Select(name => (name, false)), .. Enumerable.Range(0, 6).Select(i => ($"policy-{i}", true))]);
        // WCAG's relative luminance, without its gamma: yellow on white has 0.9 and more.
        Assert.All(styles, style => Assert.True(
            ((0.2126 * style.Color.R) + (0.7152 * style.Color.G) + (0.0722 * style.Color.B)) / 255 < 0.7));
    }
}
