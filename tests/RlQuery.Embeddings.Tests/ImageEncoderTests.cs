using RlQuery.Core;
using RlQuery.Core.Data;
using SkiaSharp;

namespace RlQuery.Embeddings.Tests;

public sealed class ImageEncoderTests : IDisposable
{
    private static readonly IColumnEncoder ResNet18 = Texts.Find("resnet18");

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_picture_has_the_same_vector_alone_and_among_others()
    {
        string[] names = [.. Enumerable.Range(0, 6).Select(i => Draw($"{i}.png", 40 + i, 30, (byte)(40 * i)))];
        float[][] together = Encode(names).Rows;
        Assert.All(names.Index(), name => Assert.Equal(Encode(name.Item).Rows[0], together[name.Index]));
        Assert.Equal(512, together[0].Length);
        Assert.Equal(6, together.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void Two_files_of_the_same_bytes_and_a_missing_cell_are_told_apart()
    {
        string one = Draw("one.png", 50, 50, 10);
        File.Copy(Path.Combine(_folder, one), Path.Combine(_folder, "copy.png"));
        string other = Draw("other.png", 50, 50, 200);
        EncodedColumn column = Encode(one, null, "copy.png", other);
        Assert.Equal(column.Rows[0], column.Rows[2]);
        Assert.NotEqual(column.Rows[0], column.Rows[3]);
        Assert.Equal([0, 1, 0, 0], column.Rows.Select(row => row[^1]));
    }

    /// <summary>Similar pictures of different sizes are nearer to each other than to another picture.</summary>
    [Fact]
    public void The_size_of_a_picture_matters_less_than_what_it_shows()
    {
        string[] names = [Draw("small.png", 60, 60, 40), Draw("large.png", 600, 600, 40), Noise("noise.png", 60)];
        float[][] vectors = Encode(names).Rows;
        Assert.True(Texts.Cosine(vectors[0], vectors[1]) > Texts.Cosine(vectors[0], vectors[2]));
    }

    [Fact]
    public void Bad_pictures_are_named_by_line_and_column()
    {
        string good = Draw("good.png", 20, 20, 100);
        File.WriteAllText(Path.Combine(_folder, "text.png"), "no picture");
        File.WriteAllBytes(Path.Combine(_folder, "cut.png"), File.ReadAllBytes(Path.Combine(_folder, good))[..80]);
        File.WriteAllBytes(Path.Combine(_folder, "empty.png"), []);
        string cache = Path.Combine(_folder, "cache.db");
        for (int run = 0; run < 2; run++)
        {
            InvalidInputException refused = Assert.Throws<InvalidInputException>(() => EncodeCached(cache, [good, "absent.png", "empty.png"]));
            Assert.Equal(2, refused.Faults.Count);
            Assert.Contains("line 3, column message: absent.png is not there", refused.Faults[0], StringComparison.Ordinal);
            refused = Assert.Throws<InvalidInputException>(() => EncodeCached(cache, [good, "text.png", "cut.png"]));
            Assert.Contains("line 3, column message: text.png is no image that can be read", refused.Faults[0], StringComparison.Ordinal);
            Assert.Contains("line 4, column message: cut.png is a damaged image", refused.Faults[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Cached_and_computed_are_the_same_bytes()
    {
        string cache = Path.Combine(_folder, "cache.db");
        string[] names = [Draw("a.png", 30, 40, 1), Draw("b.png", 40, 30, 2)];
        float[][] computed = Encode(names).Rows;
        Assert.Equal(computed, EncodeCached(cache, names).Rows);
        Assert.Equal(computed, EncodeCached(cache, names).Rows);
    }

    private EncodedColumn Encode(params string?[] cells) => ResNet18.Encode(Texts.Of(ColumnKind.Image, Path.Combine(_folder, "t.csv"), cells));

    private EncodedColumn EncodeCached(string cache, string?[] cells) =>
        ResNet18.Encode(Texts.Of(ColumnKind.Image, Path.Combine(_folder, "t.csv"), cells), new EncodingOptions { Cache = cache });

    private string Draw(string name, int width, int height, byte shade)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { Color = new SKColor(shade, (byte)(255 - shade), 80) })
        {
            canvas.Clear(SKColors.White);
            canvas.DrawCircle(width / 2f, height / 2f, height / 3f, paint);
        }
        return Save(bitmap, name);
    }

    private string Noise(string name, int side)
    {
        using var bitmap = new SKBitmap(side, side);
        for (int i = 0; i < side * side; i++)
        {
            byte value = (byte)(i * 7919 % 251);
            bitmap.SetPixel(i % side, i / side, new SKColor(value, (byte)(value * 31), (byte)(value * 17)));
        }
        return Save(bitmap, name);
    }

    private string Save(SKBitmap bitmap, string name)
    {
        using FileStream file = File.Create(Path.Combine(_folder, name));
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        return name;
    }
}
