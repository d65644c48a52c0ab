using RlQuery.Core;
using RlQuery.Core.Data;
using SkiaSharp;

namespace RlQuery.MicrosoftML.Tests;

public sealed class ImageFeaturesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_part_of_a_grey_image_is_its_mean_brightness()
    {
        // Left half black, right half white, whatever the size and the format.
        Draw("small.png", 16, 16, (x, _) => x < 8 ? SKColors.Black : SKColors.White);
        Draw("large.webp", 160, 48, (x, _) => x < 80 ? SKColors.Black : SKColors.White);
        Draw("tiny.bmp.png", 2, 1, (x, _) => x < 1 ? SKColors.Black : SKColors.White);
        Draw("fine.png", 32, 32, (x, y) => (x + y) % 2 == 0 ? SKColors.Black : SKColors.White);
        FeaturizedTable table = Featurize("small.png", "large.webp", "tiny.bmp.png", "fine.png");
        Assert.Equal(256, table.FeatureNames.Length);
        float[][] rows = table.Values.Chunk(256).ToArray();
        Assert.All(rows[..3], row => Assert.All(row.Select((value, i) => (value, i)), pixel => Assert.Equal(pixel.i % 16 < 8 ? 0 : 1, pixel.value, 1e-4f)));
        Assert.All(rows[3], value => Assert.Equal(0.5f, value, 1e-4f));
    }

    [Fact]
    public void Pictures_that_are_decoded_at_once_share_a_budget_of_memory()
    {
        var budget = new MemoryBudget(100);
        int most = 0;
        int now = 0;
        Parallel.For(0, 50, _ =>
        {
            using IDisposable share = budget.Take(40);
            int together = Interlocked.Increment(ref now);
            InterlockedMax(ref most, together);
            Thread.Yield();
            Interlocked.Decrement(ref now);
        });
        Assert.InRange(most, 1, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => budget.Take(101));
        budget.Take(100).Dispose();
    }

    [Fact]
    public void A_pipe_and_a_device_are_no_pictures()
    {
        if (!OperatingSystem.IsWindows())
        {
            using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_folder, "pipe.png")]))
            {
                made.WaitForExit();
            }
            File.CreateSymbolicLink(Path.Combine(_folder, "zero.png"), "/dev/zero");
            Assert.All(
                Assert.Throws<InvalidInputException>(() => Featurize("pipe.png", "zero.png")).Faults,
                fault => Assert.EndsWith(".png is empty, or a pipe or a device, which is not read", fault, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Colours_of_one_image_give_all_of_them_thirty_two_numbers_more()
    {
        Draw("red.png", 20, 20, (_, _) => SKColors.Red);
        Draw("blue.png", 20, 20, (_, _) => SKColors.Blue);
        Draw("clear.png", 20, 20, (_, _) => SKColors.Transparent);
        FeaturizedTable table = Featurize("red.png", "blue.png", "clear.png");
        float[][] rows = table.Values.Chunk(288).ToArray();
        Assert.Equal("photo#287", table.FeatureNames[^1]);
        Assert.Equal([1, -0.5f], [rows[0][256], rows[0][287]]);
        Assert.Equal([0, 1], [rows[1][256], rows[1][287]]);
        Assert.Equal([1, 0, 0], [rows[2][0], rows[2][256], rows[2][287]]);
    }

    [Fact]
    public void A_missing_image_is_the_mean_and_marked_whatever_the_order_of_rows()
    {
        Draw("a.png", 16, 16, (_, _) => new SKColor(51, 51, 51));
        Draw("b.png", 16, 16, (_, y) => y < 8 ? SKColors.Black : SKColors.White);
        FeaturizedTable table = Featurize("a.png", null, "b.png");
        Assert.Equal("photo=missing", table.FeatureNames[^1]);
        float[][] rows = table.Values.Chunk(257).ToArray();
        Assert.Equal([0.1f, 0.6f, 1], new[] { rows[1][0], rows[1][255], rows[1][256] }, (x, y) => Math.Abs(x - y) < 1e-4);
        Assert.Equal(table.Values.Chunk(257).Reverse().SelectMany(row => row), Featurize("b.png", null, "a.png").Values);
    }

    [Fact]
    public void A_file_that_is_not_there_damaged_or_no_image_is_a_line_that_names_its_row()
    {
        Draw("good.png", 64, 64, (x, y) => new SKColor((byte)(x * y), (byte)x, (byte)y));
        File.WriteAllBytes(Path.Combine(_folder, "cut.png"), File.ReadAllBytes(Path.Combine(_folder, "good.png"))[..400]);
        File.WriteAllText(Path.Combine(_folder, "text.png"), "no image");
        Assert.Equal(
            [
                $"{_folder}/t.csv: line 3, column photo: none.png is not there: no such file beside the table",
                $"{_folder}/t.csv: line 4, column photo: cut.png is a damaged image, or cut short",
                $"{_folder}/t.csv: line 5, column photo: text.png is no image that can be read (png, jpeg, gif, bmp or webp, at most 100 million pixels)",
            ],
            Assert.Throws<InvalidInputException>(() => Featurize("good.png", "none.png", "cut.png", "text.png")).Faults);
    }

    private FeaturizedTable Featurize(params string?[] cells) => new MixedTableFeaturizer().Featurize(new Table(
        "t", $"{_folder}/t.csv", [new TableColumn("photo", ColumnKind.Image, cells)], [.. Enumerable.Range(2, cells.Length)]));

    private void Draw(string name, int width, int height, Func<int, int, SKColor> colour)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, colour(x, y));
            }
        }
        using FileStream file = File.Create(Path.Combine(_folder, name));
        bitmap.Encode(file, name.EndsWith(".webp", StringComparison.Ordinal) ? SKEncodedImageFormat.Webp : SKEncodedImageFormat.Png, 100);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
