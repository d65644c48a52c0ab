using static RlQuery.Cli.Tests.BoundedProcess;

namespace RlQuery.Cli.Tests;

/// <summary>Pictures that are small as files and large in memory.</summary>
public sealed class HostilePictureTests : TemporaryFolder
{
    private const string TooLarge = "is no image that can be read (png, jpeg, gif, bmp or webp, at most 100 million pixels)";

    /// <summary>The files hold little: who does not look at the size takes gigabytes, or finds them damaged.</summary>
    [Fact]
    public void A_header_that_promises_too_many_pixels_is_refused_in_each_format()
    {
        File.WriteAllBytes(At("a.png"), HugePicture.Png(30_000, 30_000, interlaced: false, pixels: false));
        File.WriteAllBytes(At("b.jpg"), HugePicture.Jpeg(30_000, 30_000, progressive: true));
        File.WriteAllBytes(At("c.gif"), HugePicture.Gif(30_000, 30_000));
        File.WriteAllBytes(At("d.bmp"), HugePicture.Bmp(30_000, 30_000));
        File.WriteAllBytes(At("e.webp"), HugePicture.WebP(16_383, 16_383));
        string[] names = ["a.png", "b.jpg", "c.gif", "d.bmp", "e.webp"];
        Assert.Equal(2, Run(out string error, Embed(names)).Code);
        Assert.Equal(names.Select((name, i) => $"{At("t.csv")}: line {i + 2}, column photo: {name} {TooLarge}"), error.TrimEnd().Split('\n'));

        // The same headers with fewer pixels are those of pictures.
        File.WriteAllBytes(At("a.png"), HugePicture.Png(30, 30, interlaced: false, pixels: true));
        File.WriteAllBytes(At("b.jpg"), HugePicture.Jpeg(30, 30, progressive: true));
        File.WriteAllBytes(At("e.webp"), HugePicture.WebP(30, 30));
        Assert.Equal(0, Run(out _, Embed("a.png", "b.jpg", "e.webp")).Code);
    }

    [Fact]
    public void A_file_of_a_picture_that_is_too_large_is_not_opened()
    {
        using (FileStream file = File.Create(At("a.webp")))
        {
            file.SetLength((1L << 29) + 1);
        }
        File.WriteAllBytes(At("b.webp"), HugePicture.WebP(30, 30));
        Assert.Equal(2, Run(out string error, Embed("a.webp", "b.webp")).Code);
        Assert.Equal($"{At("t.csv")}: line 2, column photo: a.webp is larger than 536870912 bytes\n", error);
    }

    /// <summary>Of these, decoders hold the whole picture once more.</summary>
    [Fact]
    public void The_largest_pictures_that_are_read_take_less_than_two_gigabytes()
    {
        File.WriteAllBytes(At("a.png"), HugePicture.Png(10_000, 10_000, interlaced: true, pixels: true));
        File.WriteAllBytes(At("b.jpg"), HugePicture.Jpeg(10_000, 10_000, progressive: true));
        File.WriteAllBytes(At("c.webp"), HugePicture.WebP(10_000, 10_000));
        Assert.Equal((0, ""), (Run(out string error, Embed("a.png", "b.jpg", "c.webp")).Code, error));
    }

    private string[] Embed(params string[] names)
    {
        string data = Write("t.csv", "photo,label\n" + string.Concat(names.Select(name => $"{name},a\n")));
        return ["embed", "--data", data, "--target", "label", "--no-cache", "--out", At(Path.GetRandomFileName() + ".csv")];
    }
}
