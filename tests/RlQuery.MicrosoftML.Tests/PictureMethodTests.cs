using RlQuery.Core.Augmentation;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.MicrosoftML.Augmentation;
using SkiaSharp;

namespace RlQuery.MicrosoftML.Tests;

public sealed class PictureMethodTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-pictures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_method_keeps_the_size_and_the_same_seed_gives_the_same_file()
    {
        Table table = Draw(13, 7);
        foreach (IRowMethod method in PictureMethods.In(_folder))
        {
            Assert.Null(method.FaultOf(table));
            MadeCells made = method.Begin(new ClassRows(table, new FeatureMatrix([0], 1, 1), [0]))(new Pcg64(1))!;
            Assert.Equal([0], made.Parents);
            Picture changed = Picture.Read(made.Cells[0]!)!;
            Assert.Equal((13, 7), (changed.Width, changed.Height));
            Assert.NotEqual(Picture.Read(Path.Combine(_folder, "a.png"))!.Pixels, changed.Pixels);
            Assert.Equal(made.Cells, method.Begin(new ClassRows(table, new FeatureMatrix([0], 1, 1), [0]))(new Pcg64(1))!.Cells);
        }
    }

    [Fact]
    public void A_flip_of_a_flip_is_the_picture_and_a_crop_shows_no_other_colours()
    {
        Draw(13, 7);
        Picture picture = Picture.Read(Path.Combine(_folder, "a.png"))!;
        var random = new Pcg64(2);
        Assert.Equal(picture.Pixels, PictureChanges.Flip(PictureChanges.Flip(picture)).Pixels);
        Picture crop = PictureChanges.Crop(picture, random);
        for (int channel = 0; channel < 4; channel++)
        {
            byte[] Values(Picture of) => [.. of.Pixels.Where((_, i) => i % 4 == channel)];
            Assert.InRange(Values(crop).Min(), Values(picture).Min(), Values(picture).Max());
            Assert.InRange(Values(crop).Max(), Values(picture).Min(), Values(picture).Max());
        }
    }

    [Fact]
    public void A_cutout_is_one_grey_part_of_at_most_half_the_shorter_side_and_leaves_the_rest()
    {
        Draw(20, 12);
        Picture picture = Picture.Read(Path.Combine(_folder, "a.png"))!;
        for (ulong seed = 0; seed < 20; seed++)
        {
            Picture cut = PictureChanges.Cutout(picture, new Pcg64(seed));
            (int X, int Y)[] grey = [.. from x in Enumerable.Range(0, 20) from y in Enumerable.Range(0, 12) where cut.At(x, y, 0) == 128 select (x, y)];
            Assert.InRange(grey.Max(at => at.X) - grey.Min(at => at.X), 0, 6);
            Assert.InRange(grey.Max(at => at.Y) - grey.Min(at => at.Y), 0, 6);
            foreach (int i in Enumerable.Range(0, 20 * 12).Where(i => !grey.Contains((i % 20, i / 20))))
            {
                Assert.Equal(picture.At(i % 20, i / 20, 0), cut.At(i % 20, i / 20, 0));
            }
        }
    }

    [Fact]
    public void Colours_change_by_one_factor_each_and_what_is_clear_stays_clear()
    {
        Draw(9, 9);
        Picture picture = Picture.Read(Path.Combine(_folder, "a.png"))!;
        Picture changed = PictureChanges.Colour(picture, new Pcg64(3));
        Assert.All(Enumerable.Range(0, 81), i => Assert.Equal(picture.At(i % 9, i / 9, 3), changed.At(i % 9, i / 9, 3)));
        for (int channel = 0; channel < 3; channel++)
        {
            double factor = (double)changed.At(8, 8, channel) / picture.At(8, 8, channel);
            Assert.InRange(factor, 0.78, 1.22);
            Assert.All(Enumerable.Range(0, 81), i => Assert.Equal(factor * picture.At(i % 9, i / 9, channel), changed.At(i % 9, i / 9, channel), 1.5));
        }
    }

    // No red is 128.
    private Table Draw(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor((byte)(100 + x), (byte)(60 + (9 * y)), (byte)(90 + (3 * (x + y)))));
            }
        }
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(Path.Combine(_folder, "a.png"), data.ToArray());
        return new Table("t", Path.Combine(_folder, "t.csv"), [new TableColumn("picture", ColumnKind.Image, ["a.png"])], [2]);
    }
}
