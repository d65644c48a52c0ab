using RlQuery.Core.Data.Reading;
using SkiaSharp;

namespace RlQuery.Cli.Tests;

public sealed class RegionsVerbTests : TemporaryFolder
{
    private const string Classes = """{ "classes": { "left": 0, "right": 200 } }""";

    [Fact]
    public void Pictures_and_masks_become_a_table_that_segmentation_is_evaluated_on()
    {
        Draw();
        CommandRun made = Run("--masks", At("masks"), "--classes", At("classes.json"), "--out", At("two.parquet"));
        Assert.Equal(0, made.ExitCode);
        Assert.StartsWith($"{At("two.parquet")}: ", made.Output, StringComparison.Ordinal);
        Assert.EndsWith($"regions of 6 pictures; maps of them in {At("two-maps")}", made.OutputLines[^1], StringComparison.Ordinal);
        File.WriteAllText(At("env.json"), """{ "task": "segmentation", "budget": 5 }""");
        CommandRun run = CommandRun.Of(
            "evaluate", At("env.json"), "--data", At("two.parquet"), "--strategy", "random", "--strategy", "margin", "--strategy", "picture-labels",
            "--seeds", "0-2", "--out", At("results"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mean-iou AUBC", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"cost\": \"clicks\"", File.ReadAllText(At("results/manifest.json")), StringComparison.Ordinal);
        Assert.Contains("clicks", File.ReadAllText(At("results/learning-curves.svg")), StringComparison.Ordinal);
        string[] show = ["regions", "show", At("env.json"), "--data", At("two.parquet"), "--pictures", At("pictures")];
        Assert.StartsWith(At("shown.png"), CommandRun.Of([.. show, "--out", At("shown.png")]).Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of([.. show, "--out", At("again.png")]).ExitCode);
        Assert.Equal(File.ReadAllBytes(At("shown.png")), File.ReadAllBytes(At("again.png")));
        Assert.Contains("exists", Assert.Single(CommandRun.Of([.. show, "--out", At("again.png")]).ErrorLines), StringComparison.Ordinal);
        Assert.Contains(
            "regions by these options", CommandRun.Of([.. show, "--regions", "9", "--out", At("other.png")]).Error, StringComparison.Ordinal);
        Assert.Contains(
            "seven is not in the table", CommandRun.Of([.. show, "--picture", "seven", "--out", At("other.png")]).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("other.png")));
    }

    [Fact]
    public void Outlined_regions_are_shown_to_whoever_labels_them()
    {
        Draw();
        CommandRun made = Run("--outlines", "--regions", "4", "--out", At("mine.csv"));
        Assert.Equal(0, made.ExitCode);
        int rows = File.ReadAllLines(At("mine.csv")).Length - 1;
        Assert.Equal(rows, Directory.GetFiles(At("mine-regions"), "*.png").Length);
        CommandRun label = CommandRun.WithInput(
            ["label", "--data", At("mine.csv"), "--target", "label", "--class", "left", "--class", "right", "--session", At("session")],
            new StringReader("q\n"));
        Assert.Contains("mine-regions/", label.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("resnet18#", label.Output, StringComparison.Ordinal);
    }

    /// <summary>Where all regions are labelled and easily told apart, what is written is what was labelled.</summary>
    [Fact]
    public void Masks_from_labelled_regions_are_read_again_as_the_same_labels()
    {
        Draw();
        Assert.Equal(0, Run("--masks", At("masks"), "--classes", At("classes.json"), "--out", At("told.csv")).ExitCode);
        string[] predict = ["regions", "predict", "--data", At("told.csv"), "--target", "label", "--pictures", At("pictures")];
        CommandRun written = CommandRun.Of([.. predict, "--out", At("made")]);
        Assert.StartsWith($"{At("made")}: masks of 6 pictures", written.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("--masks", At("made/masks"), "--classes", At("made/classes.json"), "--out", At("again.csv")).ExitCode);
        Assert.Equal(Labels("told.csv"), Labels("again.csv"));
        // Rows in any order are the same regions; a region that is there twice, or not at all, is refused.
        string[] lines = File.ReadAllLines(At("told.csv"));
        File.WriteAllLines(At("turned.csv"), [lines[0], .. lines.Skip(1).Reverse()]);
        Assert.Equal(0, CommandRun.Of([.. predict[..3], At("turned.csv"), .. predict[4..], "--out", At("turned")]).ExitCode);
        Assert.All(
            Directory.GetFiles(At("made/masks")),
            mask => Assert.Equal(File.ReadAllBytes(mask), File.ReadAllBytes(At("turned/masks", Path.GetFileName(mask)))));
        File.WriteAllLines(At("twice.csv"), [.. lines, lines[^1]]);
        Assert.Contains(
            "are not numbered 0 to", CommandRun.Of([.. predict[..3], At("twice.csv"), .. predict[4..], "--out", At("other")]).Error, StringComparison.Ordinal);
        Assert.Contains("made exists", Assert.Single(CommandRun.Of([.. predict, "--out", At("made")]).ErrorLines), StringComparison.Ordinal);
        CommandRun other = CommandRun.Of([.. predict, "--regions", "9", "--out", At("other")]);
        Assert.Equal(2, other.ExitCode);
        Assert.False(Directory.Exists(At("other")));
        File.WriteAllLines(At("blank.csv"), File.ReadLines(At("told.csv")).Select((line, i) => i == 0 ? line : line[..(line.LastIndexOf(',') + 1)]));
        Assert.Contains(
            "fewer than two classes are labelled",
            CommandRun.Of("regions", "predict", "--data", At("blank.csv"), "--target", "label", "--pictures", At("pictures"), "--out", At("other")).Error,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(At("."), ".*"));
    }

    [Fact]
    public void Maps_beside_a_table_tell_its_regions_whatever_it_was_divided_by_and_those_that_do_not_fit_are_refused()
    {
        Draw();
        Assert.Equal(0, Run("--masks", At("masks"), "--classes", At("classes.json"), "--regions", "9", "--out", At("nine.csv")).ExitCode);
        string[] predict = ["regions", "predict", "--data", At("nine.csv"), "--pictures", At("pictures")];
        Assert.Equal(0, CommandRun.Of([.. predict, "--out", At("made")]).ExitCode);
        Assert.Contains("nine-maps exists", Assert.Single(Run("--out", At("nine.parquet")).ErrorLines), StringComparison.Ordinal);
        File.Copy(At("made/masks/1.png"), At("nine-maps/0.png"), overwrite: true);
        Refused("regions in ");
        Save("nine-maps/0.png", (_, _) => SKColors.Black, width: 61);
        Refused("is of 61 x 40 pixels, and ");
        File.Delete(At("nine-maps/0.png"));
        Refused("0.png: is not there");
        File.WriteAllText(At("nine-maps/maps.json"), "{}");
        Refused("maps.json: it has no text \"pictures\"");

        void Refused(string fault)
        {
            CommandRun run = CommandRun.Of([.. predict, "--out", At("other")]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(fault, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
            Assert.False(Directory.Exists(At("other")));
        }
    }

    [Fact]
    public void The_network_learns_from_the_pictures_of_a_table_and_the_number_of_jobs_changes_no_byte()
    {
        Draw();
        Assert.Equal(0, Run("--masks", At("masks"), "--classes", At("classes.json"), "--regions", "20", "--out", At("two.csv")).ExitCode);
        File.WriteAllText(At("env.json"), """{ "task": "segmentation", "learner": "convolutional", "budget": 4, "batchSize": 4 }""");
        string[] evaluate = ["evaluate", At("env.json"), "--data", At("two.csv"), "--strategy", "margin", "--seeds", "0-1", "--metric", "pixel-accuracy"];
        byte[][] episodes = [.. new[] { "1", "2" }.Select(jobs =>
        {
            CommandRun run = CommandRun.Of([.. evaluate, "--jobs", jobs, "--out", At(jobs)]);
            Assert.True(run.ExitCode == 0, run.Error);
            return File.ReadAllBytes(At(jobs, "episodes.csv"));
        })];
        Assert.Equal(episodes[0], episodes[1]);
        string[] last = File.ReadAllLines(At("1", "episodes.csv"));
        Assert.True(double.Parse(last[^1].Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture) > 0.8, last[^1]);
        CommandRun iris = CommandRun.Of("evaluate", At("env.json"), "--data", "iris", "--out", At("iris"));
        Assert.Equal(2, iris.ExitCode);
        Assert.Contains("'convolutional' cannot learn iris: its rows do not say which region", iris.Error, StringComparison.Ordinal);
        Directory.Move(At("pictures"), At("moved"));
        CommandRun moved = CommandRun.Of([.. evaluate, "--out", At("other")]);
        Assert.Equal(2, moved.ExitCode);
        Assert.Contains("pictures: no such folder", Assert.Single(moved.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("other")));
        Directory.Move(At("moved"), At("pictures"));
        string[] lines = File.ReadAllLines(At("two.csv"));
        File.WriteAllLines(At("two.csv"), lines.Select((line, i) => i % 9 is 0 or 4 ? line : line[..(line.LastIndexOf(',') + 1)]));
        CommandRun query = CommandRun.Of(
            "query", "--data", At("two.csv"), "--target", "label", "--learner", "convolutional", "--strategy", "margin", "--count", "2");
        Assert.True(query.ExitCode == 0, query.Error);
    }

    private string[] Labels(string table) => [.. File.ReadLines(At(table)).Select(line => line[(line.LastIndexOf(',') + 1)..])];

    [Theory]
    [InlineData("--regions", "1", "regions: 1 is not allowed; use 2..10000")]
    [InlineData("--compactness", "0.5", "compactness: 0.5 is not allowed; use 1 to 40")]
    [InlineData("--classes", "classes.json", "classes: masks are needed beside it")]
    [InlineData("--masks", "masks", "masks: name what their pixels mean by --classes")]
    [InlineData("--out", "mine.npy", "name a .parquet, .csv or .csv.gz file")]
    public void Options_that_are_not_allowed_are_refused_in_a_line_and_nothing_is_written(string option, string value, string fault)
    {
        Draw();
        string[] before = Directory.GetFileSystemEntries(At("."));
        string[] output = option == "--out" ? [] : ["--out", At("mine.csv")];
        CommandRun run = Run([.. output, option, char.IsAsciiLetter(value[0]) ? At(value) : value]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(fault, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(At(".")));
    }

    [Fact]
    public void A_folder_without_pictures_and_a_file_that_exists_are_refused()
    {
        Directory.CreateDirectory(At("pictures"));
        Assert.Contains("no picture", Assert.Single(Run("--out", At("new.csv")).ErrorLines), StringComparison.Ordinal);
        Draw();
        File.WriteAllText(At("there.csv"), "x");
        Assert.Contains("there.csv exists", Assert.Single(Run("--out", At("there.csv")).ErrorLines), StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(At("there.csv")));
    }

    [Fact]
    public void Masks_of_16_bits_pictures_of_one_name_and_other_tasks_are_refused_in_a_line()
    {
        Draw();
        byte[] mask = File.ReadAllBytes(At("masks/3.png"));
        mask[24] = 16;
        File.WriteAllBytes(At("masks/3.png"), mask);
        string[] masks = ["--masks", At("masks"), "--classes", At("classes.json"), "--out", At("new.csv")];
        Assert.Contains("3.png: has 16 bits a value", Run(masks).Error, StringComparison.Ordinal);
        File.Copy(At("pictures/2.png"), At("pictures/2.jpg"));
        Assert.Contains("several are named 2 but for their extension", Assert.Single(Run("--out", At("new.csv")).ErrorLines), StringComparison.Ordinal);
        File.Delete(At("pictures/2.jpg"));
        Assert.Equal(0, Run("--out", At("new.csv")).ExitCode);
        CommandRun show = CommandRun.Of(
            "regions", "show", Path.Combine(EnvironmentsFolder.Locate(), "tabular.json"), "--data", At("new.csv"), "--pictures", At("pictures"),
            "--out", At("new.png"));
        Assert.Equal(2, show.ExitCode);
        Assert.Contains("its task is classification", show.Error, StringComparison.Ordinal);
    }

    private CommandRun Run(params string[] options) => CommandRun.Of(["regions", "--pictures", At("pictures"), .. options]);

    private void Draw()
    {
        Directory.CreateDirectory(At("pictures"));
        Directory.CreateDirectory(At("masks"));
        File.WriteAllText(At("classes.json"), Classes);
        for (int i = 0; i < 6; i++)
        {
            int edge = 20 + (3 * i);
            Save($"pictures/{i}.png", (x, y) => x < edge ? new SKColor(200, (byte)(20 * i), (byte)y) : new SKColor(10, 120, (byte)(3 * y)));
            Save($"masks/{i}.png", (x, _) => x < edge ? new SKColor(0, 0, 0) : new SKColor(200, 200, 200));
        }
    }

    private void Save(string name, Func<int, int, SKColor> colour, int width = 60)
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
