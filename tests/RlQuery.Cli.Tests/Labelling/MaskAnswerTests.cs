using SkiaSharp;

namespace RlQuery.Cli.Tests.Labelling;

public sealed class MaskAnswerTests : TemporaryFolder
{
    private static readonly SKColor Left = new(0, 0, 0);
    private static readonly SKColor Right = new(1, 1, 1);

    [Fact]
    public void A_mask_answers_every_region_of_the_picture_asked_for_by_its_most_frequent_class()
    {
        Begin();
        CommandRun label = Label($"mask {At("masks/0.png")}\n");
        Assert.True(label.ExitCode == 0, label.Error);
        Assert.Contains("mask FILE", label.Output, StringComparison.Ordinal);
        string[] rows = Rows();
        string[] answered = [.. rows.Where(row => !row.EndsWith(',')).Select(row => row.Split(',')[0]).Distinct()];
        string picture = Assert.Single(answered);
        Assert.All(rows.Where(row => row.StartsWith(picture, StringComparison.Ordinal)), row => Assert.EndsWith(X(row) < 30 ? ",left" : ",right", row));
    }

    [Fact]
    public void Masks_are_imported_by_the_name_of_their_picture_and_the_second_time_all_is_known()
    {
        Begin();
        Assert.Equal(0, Label("q\n").ExitCode);
        for (int i = 0; i < 2; i++)
        {
            CommandRun import = Import("masks/1.png");
            Assert.True(import.ExitCode == 0, import.Error);
            Assert.Contains(i == 0 ? "new: 3 labels" : "known already 3", import.Output, StringComparison.Ordinal);
        }
        CommandRun export = CommandRun.Of("session", "export", At("session"), "--out", At("out.csv"));
        Assert.True(export.ExitCode == 0, export.Error);
        Assert.All(File.ReadLines(At("out.csv")).Skip(1), row => Assert.Equal(row.StartsWith("1.png", StringComparison.Ordinal), !row.EndsWith(',')));
    }

    [Fact]
    public void A_mask_that_does_not_fit_is_refused_in_a_line_and_changes_nothing()
    {
        Begin();
        Assert.Equal(0, Label("q\n").ExitCode);
        Save("masks/2.png", 30, (_, _) => Left);
        Refused("masks/2.png", "is of 30 x 40 pixels, and its picture of 60 x 40");
        Save("masks/2.png", 60, (x, y) => x == 7 && y == 3 ? new SKColor(4, 4, 4) : Left);
        Refused("masks/2.png", "has the value 4 at x 7, y 3, which is no class");
        Save("masks/other.png", 60, (_, _) => Left);
        Refused("masks/other.png", "no picture of");
        File.WriteAllText(At("classes.json"), """{ "classes": { "left": 1, "above": 0 } }""");
        Refused("masks/0.png", "\"above\": no class of the session; use left, right");
        File.Delete(At("classes.json"));
        Refused("masks/0.png", "no classes.json beside it or in the folder above");
        Directory.Move(At("two-maps"), At("elsewhere"));
        Refused("masks/0.png", "two-maps: no such folder");

        void Refused(string mask, string fault)
        {
            byte[] before = File.ReadAllBytes(At("session/session.db"));
            CommandRun import = Import(mask);
            Assert.Equal(2, import.ExitCode);
            Assert.Contains(fault, Assert.Single(import.ErrorLines), StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllBytes(At("session/session.db")));
        }
    }

    private CommandRun Import(string mask) => CommandRun.Of("session", "import", At("session"), At(mask));

    private CommandRun Label(string answers) => CommandRun.WithInput(
        ["label", "--data", At("two.csv"), "--target", "label", "--class", "left", "--class", "right", "--strategy", "random", "--session", At("session")],
        new StringReader(answers));

    private string[] Rows() => [.. File.ReadLines(At("session/labelled.csv")).Skip(1)];

    private static double X(string row) => double.Parse(row.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture);

    // Regions by hand, so that no picture is embedded: three stripes of 20 pixels, the middle one of which lies mostly to the right of the edge at 28.
    private void Begin()
    {
        foreach (string folder in (string[])["pictures", "masks", "two-maps"])
        {
            Directory.CreateDirectory(At(folder));
        }
        var lines = new List<string> { "region:picture,region:number,region:x,shade,label" };
        for (int i = 0; i < 3; i++)
        {
            Save($"pictures/{i}.png", 60, (x, _) => new SKColor((byte)(3 * x), (byte)(40 * i), 9));
            Save($"masks/{i}.png", 60, (x, _) => x < 28 ? Left : Right);
            Save($"two-maps/{i}.png", 60, (x, _) => new SKColor((byte)(x / 20), 0, 0));
            lines.AddRange(Enumerable.Range(0, 3).Select(region => $"{i}.png,{region},{(20 * region) + 10},0.{i}{region},"));
        }
        File.WriteAllText(At("two-maps/maps.json"), """{ "pictures": "../pictures" }""");
        File.WriteAllText(At("classes.json"), """{ "classes": { "left": 0, "right": 1 } }""");
        File.WriteAllLines(At("two.csv"), lines);
    }

    private void Save(string name, int width, Func<int, int, SKColor> colour)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, 40, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int pixel = 0; pixel < bitmap.Width * bitmap.Height; pixel++)
        {
            bitmap.SetPixel(pixel % bitmap.Width, pixel / bitmap.Width, colour(pixel % bitmap.Width, pixel / bitmap.Width));
        }
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(At(name), data.ToArray());
    }
}
