using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace RlQuery.Reports.Tests;

public sealed class FigureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-figures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Kinds =>
    [
        "learning", "many", "reward", "unvalidated", "one repeat", "growth", "forest", "forests", "learners", "one run", "ranks", "attention", "attentions",
        "seeds", "tuning", "shares", "saved", "estimates",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_input_gives_the_same_bytes(string kind)
    {
        Assert.Equal(Create(kind).ToPng(), Create(kind).ToPng());
        Assert.Equal(Create(kind).ToSvg(), Create(kind).ToSvg());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_png_is_1600_pixels_wide_and_not_blank(string kind)
    {
        byte[] png = Create(kind).ToPng();
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal(1600, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        using var image = SkiaSharp.SKBitmap.Decode(png);
        Assert.True(image.Pixels.Distinct().Count() > 50);
    }

    [Fact]
    public void Every_panel_has_its_title_and_the_legend_stands_once()
    {
        string[] texts = Texts(Create("many"));
        foreach (string name in Samples.Strategies)
        {
            Assert.Single(texts, name);
        }
        Assert.All(["heart", "glass", "iris", "wine", "vote"], data => Assert.Single(texts, data));
        Assert.Equal(3, texts.Count(text => text == "number of labels"));
        Assert.Equal(2, texts.Count(text => text == "test accuracy"));
    }

    [Fact]
    public void Learned_policies_head_the_legend()
    {
        string[] texts = Texts(Create("learning"));
        Assert.True(Array.IndexOf(texts, "my-policy") < Array.IndexOf(texts, "random"));
    }

    [Fact]
    public void A_reward_figure_names_its_axes_and_runs()
    {
        string[] texts = Texts(Create("reward"));
        Assert.All(
            ["environment steps", "mean return per episode", "difference in AUBC", "first", "second"],
            text => Assert.Single(texts, text));
        Assert.DoesNotContain("difference in AUBC", Texts(Create("unvalidated")));
    }

    [Fact]
    public void A_growth_figure_shows_the_numbers_and_not_their_logarithms()
    {
        string[] texts = Texts(Create("growth"));
        Assert.All(["pool size", "dimension", "microseconds", "query", "step"], text => Assert.Single(texts, text));
        Assert.All(["200", "1,000,000"], number => Assert.Equal(2, texts.Count(text => text == number)));
    }

    [Fact]
    public void A_forest_plot_has_a_row_for_every_set_sorted_by_difference_and_the_mean_last()
    {
        ForestPanel panel = Samples.Forest("mine", 53);
        string[] texts = Texts(Create("forest"));
        int[] places =
            [.. panel.Rows.OrderByDescending(row => row.Difference).Select(row => Array.IndexOf(texts, row.Name)), Array.IndexOf(texts, "mean of 53 sets")];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains(texts, text => text == $"ahead on 26 of 53 sets; significantly better on 10, worse on 10");
        Assert.All(
            ["significantly better", "no difference shown", "significantly worse", "mean over the sets", "difference"], text => Assert.Single(texts, text));
    }

    [Fact]
    public void Rows_of_a_forest_plot_never_stand_closer_than_their_text_is_high()
    {
        string[] sets = [.. Samples.Forest("mine", 53).Rows.Select(row => row.Name)];
        double[] y =
        [
            .. Parse(Create("forest")).Descendants().Where(element => element.Name.LocalName == "text" && sets.Contains(element.Value.Trim()))
                .Select(element => double.Parse(element.Attribute("y")!.Value, CultureInfo.InvariantCulture)).Order(),
        ];
        Assert.Equal(53, y.Length);
        Assert.All(y.Zip(y.Skip(1)), pair => Assert.True(pair.Second - pair.First > 11));
    }

    [Fact]
    public void Estimates_stand_over_the_truth_with_a_line_on_which_they_are_exact()
    {
        string[] texts = Texts(Create("estimates"));
        Assert.All(["iris", "wine", "margin", "random", "exact", "estimate"], text => Assert.Single(texts, text));
        Assert.Equal(2, texts.Count(text => text == "true gain"));
    }

    [Fact]
    public void Sets_on_which_a_target_is_not_reached_are_counted_beside_each_strategy()
    {
        string[] texts = Texts(Create("saved"));
        Assert.All(["margin", "random", "on 0 of 3 sets", "on 2 of 3 sets"], text => Assert.Single(texts, text));
    }

    [Fact]
    public void Panels_without_a_mean_leave_no_room_and_no_mark_for_one()
    {
        string[] texts = Texts(Create("learners"));
        Assert.DoesNotContain(texts, text => text.Contains("mean", StringComparison.Ordinal));
        Assert.Single(texts, "set-8");
        Assert.All(Samples.Strategies, name => Assert.Single(texts, name));
        Assert.True(Height(Create("learners")) < Height(ForestFigure.Create("Title", "Subtitle", "difference", [Samples.Forest("mine", 9)])));
    }

    [Fact]
    public void A_wide_interval_is_cut_and_leaves_the_differences_apart()
    {
        ForestPanel panel = Samples.Forest("mine", 3);
        var scale = ForestScale.Of([panel with { Rows = [.. panel.Rows, new ForestRow("few", 0.001, -9, 9, 0)] }]);
        double largest = panel.Rows.Append(panel.Mean!).Max(row => Math.Abs(row.Difference));
        Assert.InRange(scale.Right, largest, 4 * largest);
        Assert.InRange(-scale.Left, largest, 4 * largest);
        Assert.InRange(scale.Place(0), 0, 1);
    }

    [Fact]
    public void A_diagram_of_ranks_has_every_strategy_once_and_the_difference()
    {
        string[] texts = Texts(Create("ranks"));
        Assert.All(Samples.Ranks, one => Assert.Single(texts, one.Name));
        Assert.All(["3.60", "1.20", "critical difference 1.20"], text => Assert.Single(texts, text));
    }

    [Fact]
    public void Attention_names_the_seven_largest_signals_and_sums_up_the_rest()
    {
        string[] texts = Texts(Create("attention"));
        Assert.All(Enumerable.Range(5, 7), i => Assert.Single(texts, $"signal {i}"));
        Assert.All(Enumerable.Range(0, 5), i => Assert.DoesNotContain($"signal {i}", texts));
        Assert.Single(texts, "other signals");
        Assert.DoesNotContain("other signals", Texts(AttentionFigure.Create("Title", "Subtitle", [Samples.Attention("mine", 3)])));
    }

    [Fact]
    public void Seeds_are_drawn_with_their_mean()
    {
        string[] texts = Texts(Create("seeds"));
        Assert.All(["seed 1", "seed 5", "mean"], text => Assert.Single(texts, text));
        Assert.DoesNotContain("mean", Texts(Create("reward")));
    }

    [Fact]
    public void The_mean_of_curves_goes_as_far_as_all_do_and_reads_between_points()
    {
        (double[] x, double[] y) = MeanCurve.Of([([0, 10, 20], [0, 10, 20]), ([5, 15], [0, 10])]);
        Assert.Equal([5, 10, 15], x);
        Assert.Equal([2.5, 7.5, 12.5], y);
    }

    [Fact]
    public void Text_asks_for_the_embedded_font_or_one_of_the_same_widths()
    {
        XDocument svg = Parse(Create("many"));
        string[] fonts = [.. svg.Descendants().Attributes("font-family").Select(font => font.Value).Distinct()];
        Assert.Equal(["'Liberation Sans', Arial, Helvetica, sans-serif"], fonts);
    }

    [Fact]
    public void Every_text_of_an_svg_has_one_place()
    {
        XElement[] texts = [.. Parse(Create("many")).Descendants().Where(element => element.Name.LocalName == "text")];
        Assert.NotEmpty(texts);
        Assert.All(texts, text =>
        {
            Assert.True(double.TryParse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture, out _));
            Assert.True(double.TryParse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture, out _));
        });
    }

    [Fact]
    public void A_long_name_is_cut_with_an_ellipsis()
    {
        string name = new('n', 300);
        string[] texts = Texts(LearningCurveFigure.Create("t", "s", "y", [Samples.Panel(name), Samples.Panel("b"), Samples.Panel("c")]));
        Assert.Contains(texts, text => text.StartsWith("nnnn", StringComparison.Ordinal) && text.EndsWith('…') && text.Length < 60);
    }

    [Fact]
    public void Saving_writes_both_files_and_nothing_else()
    {
        IReadOnlyList<string> paths = Create("learning").Save(_folder, "learning-curves");
        Assert.Equal(["learning-curves.png", "learning-curves.svg"], paths.Select(Path.GetFileName));
        Assert.Equal(paths.Order(), Directory.GetFiles(_folder).Order());
    }

    private static Figure Create(string kind) => kind switch
    {
        "learning" => LearningCurveFigure.Create("Title", "Subtitle", "test accuracy", [Samples.Panel("heart")]),
        "many" => LearningCurveFigure.Create(
            "Title", "Subtitle", "test accuracy", [.. new[] { "heart", "glass", "iris", "wine", "vote" }.Select(data => Samples.Panel(data))]),
        "one repeat" => LearningCurveFigure.Create("Title", "Subtitle", "test accuracy", [Samples.Panel("heart", bands: false)]),
        "reward" => RewardCurveFigure.Create("Title", [Samples.Run("first"), Samples.Run("second", 4000)]),
        "growth" => GrowthFigure.Create("Title", "Subtitle", "microseconds", [Samples.Growth("pool size", 1), Samples.Growth("dimension", 2)]),
        "forest" => ForestFigure.Create("Title", "Subtitle", "difference", [Samples.Forest("mine", 53)]),
        "forests" => ForestFigure.Create("Title", "Subtitle", "difference", [.. Samples.Strategies.Append("fifth").Select(name => Samples.Forest(name, 12))]),
        "learners" => ForestFigure.Create(
            "Title", "Subtitle", "difference", [.. Samples.Strategies.Select(name => Samples.Forest(name, 9) with { Mean = null })], "strategies"),
        "one run" => ForestFigure.Create("Title", "Subtitle", "difference", [Samples.Forest("mine", 2, intervals: false)]),
        "ranks" => CriticalDifferenceFigure.Create("Title", "Subtitle", Samples.Ranks, 1.2, [[3, 1], [1, 2, 0]]),
        "attention" => AttentionFigure.Create("Title", "Subtitle", [Samples.Attention("mine", 12)]),
        "attentions" => AttentionFigure.Create("Title", "Subtitle", [Samples.Attention("mine", 12), Samples.Attention("yours", 3)]),
        "seeds" => RewardCurveFigure.CreateMean("Title", [.. Enumerable.Range(1, 5).Select(i => Samples.Run($"seed {i}", 30 + i))]),
        "shares" => ShareCurveFigure.Create(
            "Title", "Subtitle", "labels", "share",
            [.. Samples.Strategies.Take(2).Select(name => new SharePanel(name, [new("margin", [1, 3], [0.5, 0.25]), new("density", [1, 3], [0, 1])]))]),
        "estimates" => EstimateFigure.Create(
            "Title", "Subtitle", "true gain", "estimate",
            [
                new("iris", [new("margin", 0.1, 0.12, 0.05, 0.2), new("random", 0.05, 0.01, double.NaN, double.NaN)]),
                new("wine", [new("margin", 0.3, 0.3, 0.2, 0.4)]),
            ]),
        "saved" => LabelsSavedFigure.Create(
            "Title", "Subtitle", "labels fewer", [new("margin", [4, 6, 0], 4), new("random", [-3, double.NaN, double.NaN], double.NaN)]),
        "tuning" => TuningFigure.Create(
            "Title", "Subtitle", [new([100], [0.01]), new([100, 300], [-0.01, 0.02]), new([100, 300, 900], [0.02, 0.03, 0.05])], own: 0, best: 2),
        _ => RewardCurveFigure.Create("Title", [Samples.Run("first", validated: false)]),
    };

    private static double Height(Figure figure) => double.Parse(Parse(figure).Root!.Attribute("height")!.Value, CultureInfo.InvariantCulture);

    private static XDocument Parse(Figure figure) => XDocument.Parse(Encoding.UTF8.GetString(figure.ToSvg()));

    private static string[] Texts(Figure figure) =>
        [.. Parse(figure).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
}
