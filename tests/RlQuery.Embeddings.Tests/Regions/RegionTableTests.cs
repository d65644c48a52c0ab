using Microsoft.ML.OnnxRuntime;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Standard;
using RlQuery.Embeddings.Files;
using RlQuery.Embeddings.Models;
using RlQuery.Embeddings.Regions;
using SkiaSharp;

namespace RlQuery.Embeddings.Tests.Regions;

public sealed class RegionTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-regions-").FullName;

    public RegionTableTests()
    {
        Directory.CreateDirectory(Pictures);
        Directory.CreateDirectory(Masks);
        File.WriteAllText(Classes, """{ "classes": { "red": 1, "blue": "#0000ff", "none of it": 7 }, "ignored": [9] }""");
    }

    private string Pictures => Path.Combine(_folder, "pictures");

    private string Masks => Path.Combine(_folder, "masks");

    private string Classes => Path.Combine(_folder, "classes.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The last layer is the mean of the one before: an independent computation of what the model's own output is.</summary>
    [Fact]
    public void Values_inside_the_model_are_those_from_which_its_output_is_computed()
    {
        (OnnxModel model, ImageModelSettings settings) = PackagedImages.LoadResNet18("ReLU393_Output_0");
        using SKBitmap picture = SuperpixelsTests.Paint(50, 40, (x, y) => new SKColor((byte)(5 * x), (byte)(6 * y), 90));
        float[] values = PictureTensor.Stretch(picture, settings.Width, settings.Height);
        settings.Normalize(values);
        using var input = OrtValue.CreateTensorValueFromMemory(values, [1, 3, settings.Height, settings.Width]);
        float[][] outputs = new float[2][];
        model.Run(
            new Dictionary<string, OrtValue> { [model.Inputs.Keys.Single()] = input }, ["Pooling395_Output_0", "ReLU393_Output_0"],
            (i, numbers, _) => outputs[i] = numbers.ToArray());
        int places = outputs[1].Length / outputs[0].Length;
        Assert.Equal(512, outputs[0].Length);
        Assert.All(outputs[0].Index(), channel =>
            Assert.Equal(outputs[1].Skip(channel.Index * places).Take(places).Average(), channel.Item, 1e-4));
    }

    [Fact]
    public void Every_pixel_of_a_class_is_counted_once_and_the_most_frequent_class_is_the_label()
    {
        Draw(2);
        NumericTable table = Make();
        Dataset data = Read(table, "regions.parquet");
        Assert.Equal(["blue", "none of it", "red"], data.ClassNames);
        Assert.Equal(2, data.Regions!.Pictures.Count);
        int[] all = new int[3];
        for (int row = 0; row < data.Rows; row++)
        {
            int[] pixels = data.Regions.PixelsOf(row).ToArray();
            all = [.. all.Zip(pixels, (sum, own) => sum + own)];
            Assert.True(data.Labels[row] == Dataset.Unlabelled ? pixels.Max() == 0 : pixels[data.Labels[row]] == pixels.Max());
        }
        // Of 60 x 40 pixels the left third is red, and a row at the bottom is ignored.
        Assert.Equal([2 * 40 * 39, 0, 2 * 20 * 39], all);
        Assert.DoesNotContain(data.FeatureNames, name => name.Contains(':', StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_of_regions_is_the_same_from_each_kind_of_file()
    {
        Draw(2);
        NumericTable table = Make();
        Assert.Equal(Read(table, "regions.parquet").Hash, Read(table, "regions.csv.gz").Hash);
        Assert.Equal(Read(table, "again.parquet").Hash, Read(Make(), "made-again.csv").Hash);
    }

    /// <summary>Of the stage whose places are those of the view, the mean over a region is the table's feature.</summary>
    [Fact]
    public void What_a_learner_sees_of_a_region_is_what_its_row_says()
    {
        Draw(2);
        string path = Path.Combine(_folder, "seen.parquet");
        string maps = Directory.CreateDirectory(RegionMaps.FolderOf(path)).FullName;
        var regions = new RegionTable(new RegionOptions { Count = 6 }, MaskClasses.Read(Classes)) { Maps = maps };
        Dataset data = Read(regions.Of(RegionTable.PicturesIn(Pictures), Masks, null, default), "seen.parquet");
        var views = new PictureViews();
        Assert.Null(views.FaultOf(path));
        int first = Array.IndexOf(data.FeatureNames, "resnet18#64");
        for (int row = 0; row < data.Rows; row++)
        {
            PictureView view = views.See(data.Addresses!.Table, data.Addresses.PictureOf(row));
            int area = view.Rows * view.Columns;
            (int Place, float Share)[] places = view.Regions[data.Addresses.NumberOf(row)];
            Assert.Equal(view.Channels * area, view.Values.Length);
            Assert.Equal(1, places.Sum(one => (double)one.Share), 1e-5);
            for (int channel = 64; channel < 192; channel += 16)
            {
                Assert.Equal(data.Row(row)[first + channel - 64], places.Sum(one => one.Share * view.Values[(channel * area) + one.Place]), 1e-3);
            }
        }
        Directory.Delete(maps, recursive: true);
        Assert.Contains("seen-maps: no such folder", views.FaultOf(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_without_masks_make_a_table_to_label()
    {
        Draw(2);
        NumericTable table = new RegionTable(new RegionOptions { Count = 6 }, null).Of(RegionTable.PicturesIn(Pictures), null, null, default);
        Dataset data = Read(table, "regions.csv");
        Assert.Null(data.Regions);
        Assert.All(data.Labels, label => Assert.Equal(Dataset.Unlabelled, label));
        Assert.Equal(PictureRegions.Names, data.FeatureNames);
    }

    [Fact]
    public void Masks_that_are_missing_of_another_size_or_of_unknown_values_are_each_named_in_a_line()
    {
        Draw(3);
        File.Delete(Path.Combine(Masks, "2.png"));
        Assert.Contains("no mask of 2.png", Fault(), StringComparison.Ordinal);
        Save(SuperpixelsTests.Paint(30, 40, (_, _) => new SKColor(1, 1, 1)), Masks, "2.png");
        Assert.Contains("is of 30 x 40 pixels, and its picture of 60 x 40", Fault(), StringComparison.Ordinal);
        Save(SuperpixelsTests.Paint(60, 40, (x, y) => x == 5 && y == 3 ? new SKColor(4, 4, 4) : new SKColor(1, 1, 1)), Masks, "2.png");
        Assert.Contains("has the value 4 at x 5, y 3, which is no class", Fault(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Pictures, "1.png"), "no picture");
        Assert.Contains("1.png: is no image that can be read", Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "classes": { "a": 1 } }""", "1 named; use at least 2")]
    [InlineData("""{ "classes": { "a": 1, "b": 1 } }""", "the value \"1\" is named twice")]
    [InlineData("""{ "classes": { "a": 1, "b": 256 } }""", "\"256\" is not allowed")]
    [InlineData("""{ "classes": { "a": 1, "b": "#12345" } }""", "is not allowed; use a grey value")]
    [InlineData("""{ "classes": { "a": 1, "b": 2 }, "ignore": [] }""", "\"ignore\" is not allowed")]
    [InlineData("""{ "classes": { "a": 1, "b": 2 }, "ignored": 3 }""", "use values in brackets")]
    [InlineData("""{ "classes": { "a": 1, "NA": 2 } }""", "is how tables write a missing cell")]
    [InlineData("""{ "classes": { "a": 1, " b": 2 } }""", "has blanks around it")]
    [InlineData("""[1]""", "it has no object \"classes\"")]
    [InlineData("""{ "classes": """, "such a file is")]
    public void A_file_of_classes_that_is_none_is_refused_in_a_line(string text, string fault)
    {
        File.WriteAllText(Classes, text);
        Assert.Contains(fault, Assert.Throws<InvalidInputException>(() => MaskClasses.Read(Classes)).Message, StringComparison.Ordinal);
    }

    private string Fault() => Assert.Throws<InvalidInputException>(() => Make()).Message;

    private NumericTable Make() =>
        new RegionTable(new RegionOptions { Count = 6 }, MaskClasses.Read(Classes)).Of(RegionTable.PicturesIn(Pictures), Masks, null, default);

    private Dataset Read(NumericTable table, string name)
    {
        string path = Path.Combine(_folder, name);
        NumericTableFile.Write(path, table);
        return DatasetReader.Read(path, new DatasetReaderOptions { Parts = StandardParts.Create().With(EmbeddingParts.All) });
    }

    private void Draw(int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte shade = (byte)(40 * i);
            Save(SuperpixelsTests.Paint(60, 40, (x, _) => x < 20 ? new SKColor(255, shade, 0) : new SKColor(shade, 0, 255)), Pictures, $"{i}.png");
            SKColor Truth(int x, int y) => y == 39 ? new SKColor(9, 9, 9) : x < 20 ? new SKColor(1, 1, 1) : new SKColor(0, 0, 255);
            Save(SuperpixelsTests.Paint(60, 40, Truth), Masks, $"{i}.png");
        }
    }

    private static void Save(SKBitmap bitmap, string folder, string name)
    {
        using (bitmap)
        {
            using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(Path.Combine(folder, name), data.ToArray());
        }
    }
}
