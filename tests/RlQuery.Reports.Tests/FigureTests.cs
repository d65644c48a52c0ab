using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace RlQuery.Reports.Tests;

public sealed class FigureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-figures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Kinds => ["learning", "many", "reward", "unvalidated", "one repeat", "growth"];

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
        _ => RewardCurveFigure.Create("Title", [Samples.Run("first", validated: false)]),
    };

    private static XDocument Parse(Figure figure) => XDocument.Parse(Encoding.UTF8.GetString(figure.ToSvg()));

    private static string[] Texts(Figure figure) =>
        [.. Parse(figure).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
}
