using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Embeddings.Models;

namespace RlQuery.Embeddings;

/// <summary>A model of one's own: an .onnx file, and beside it a JSON file of the same name that says how texts or images are given to it.</summary>
/// <remarks>
/// <para>Of texts: <c>{ "kind": "text", "vocabulary": "vocab.txt", "lowercase": true, "pooling": "mean", "normalize": true, "longest": 256, "prefix": "" }</c>.
/// The vocabulary is one of word pieces (WordPiece), its file relative to that of the model; pooling is <c>mean</c> or <c>first</c>.</para>
/// <para>Of images: <c>{ "kind": "image", "width": 224, "height": 224, "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "order": "rgb" }</c>. A
/// value is (pixel / 255 - mean) / std, as torchvision has it; mean and std are of red, green and blue, whatever the order (<c>rgb</c> or <c>bgr</c>).</para>
/// <para>Inputs and outputs are found from the model.</para>
/// </remarks>
internal static class EncoderFile
{
    private const int MostPieces = 8192;
    private const int MostPixels = 4096;

    /// <summary>Opens a model; it is loaded at once, so that what is wrong with it is said at once.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <exception cref="InvalidInputException">A file cannot be read, or does not fit; a line for each fault.</exception>
    public static IColumnEncoder Open(string path)
    {
        byte[] bytes = InputFile.ReadBytes(path);
        string settings = Path.ChangeExtension(path, ".json");
        if (!File.Exists(settings))
        {
            throw new InvalidInputException(
                $"{settings}: no such file; beside {path} it says how to use the model, such as {{ \"kind\": \"text\", \"vocabulary\": \"vocab.txt\" }}");
        }
        string text = TextFile.Read(settings);
        var form = new EncoderForm(settings, text);
        string kind = form.Word("kind", null, "text", "image");
        string full = Path.GetFullPath(path);
        IColumnEncoder? encoder = kind switch
        {
            "text" => Texts(form, full, bytes, text),
            "image" => Images(form, full, bytes, text),
            _ => null,
        };
        form.ThrowIfAny();
        return encoder!;
    }

    private static TextEncoder? Texts(EncoderForm form, string path, byte[] bytes, string settings)
    {
        string file = form.Text("vocabulary", null);
        var options = new TextModelSettings(
            form.Flag("lowercase", true), form.Word("pooling", "mean", "mean", "first") == "mean" ? Pooling.Mean : Pooling.First,
            form.Flag("normalize", true), form.Whole("longest", 256, 3, MostPieces), form.Text("prefix", ""));
        form.RefuseOthers();
        if (form.Any)
        {
            return null;
        }
        string vocabulary = Path.Combine(Path.GetDirectoryName(path)!, file);
        byte[] words = InputFile.ReadBytes(vocabulary);
        var model = new TextModel(OnnxModel.Load(path, bytes), new WordPieces(vocabulary, words, options), options);
        string identity = Identity(settings, bytes, words);
        long size = bytes.LongLength + words.LongLength;
        return new TextEncoder(new TextSource(path, "texts by a model of your own", identity, size, options.Longest, IsEnglish: false, () => model)
        {
            Dimensions = model.Dimensions,
        });
    }

    private static ImageEncoder? Images(EncoderForm form, string path, byte[] bytes, string settings)
    {
        int width = form.Whole("width", 224, 1, MostPixels);
        int height = form.Whole("height", 224, 1, MostPixels);
        double[] mean = form.Numbers("mean", [0, 0, 0]);
        double[] deviation = form.Numbers("std", [1, 1, 1]);
        bool reversed = form.Word("order", "rgb", "rgb", "bgr") == "bgr";
        if (deviation.Any(value => value <= 0))
        {
            form.Add($"std: {string.Join(", ", deviation.Select(value => value.ToString(CultureInfo.InvariantCulture)))} is not allowed; use numbers above 0");
        }
        form.RefuseOthers();
        if (form.Any)
        {
            return null;
        }
        var options = new ImageModelSettings(width, height, values => Normalize(values, mean, deviation, reversed));
        var model = new ImageModel(OnnxModel.Load(path, bytes), options);
        return new ImageEncoder(new ImageSource(path, "images by a model of your own", Identity(settings, bytes), () => model)
        {
            Dimensions = model.Dimensions,
        });
    }

    private static void Normalize(float[] values, double[] mean, double[] deviation, bool reversed)
    {
        int area = values.Length / mean.Length;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((values[i] / 255) - mean[i / area]) / deviation[i / area]);
        }
        if (reversed)
        {
            float[] red = values[..area];
            values.AsSpan(2 * area).CopyTo(values);
            red.CopyTo(values, 2 * area);
        }
    }

    private static string Identity(string settings, params byte[][] files) =>
        string.Join(' ', files.Select(file => Convert.ToHexStringLower(SHA256.HashData(file))).Append(settings));
}
