using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Policies.Onnx;
using RlQuery.MicrosoftML;
using SkiaSharp;

namespace RlQuery.Embeddings.Tests;

/// <summary>Models of one's own, made here: a table of vectors for texts, and the mean colour of a picture.</summary>
public sealed class EncoderFileTests : IDisposable
{
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nred\ngreen\nblue\n##ish\n";
    private const string TextSettings = """{ "kind": "text", "vocabulary": "vocab.txt", "normalize": false }""";

    // Two numbers of each word piece.
    private static readonly float[] Pieces = [0, 0, 9, 9, 1, 0, 0, 1, 0, 0, 2, 4, 6, 8, 10, 12, 14, 16];

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-encoder-").FullName;

    private string Model => Path.Combine(_folder, "my.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_text_is_the_mean_of_its_word_pieces()
    {
        WriteTextModel(TextSettings);
        float[][] vectors = Open().Encode(Texts.Table("red", "Reddish GREEN blueish", "green blue")).Rows;
        // [CLS] red [SEP]
        Assert.Equal([(1 + 2 + 0) / 3f, (0 + 4 + 1) / 3f], vectors[0]);
        // [CLS] [UNK] green blue ##ish [SEP]
        Assert.Equal([(1 + 9 + 6 + 10 + 14 + 0) / 6f, (0 + 9 + 8 + 12 + 16 + 1) / 6f], vectors[1]);
        Assert.Equal([(1 + 6 + 10 + 0) / 4f, (0 + 8 + 12 + 1) / 4f], vectors[2]);
    }

    [Fact]
    public void Settings_change_what_a_text_is()
    {
        WriteTextModel("""{ "kind": "text", "vocabulary": "vocab.txt", "normalize": true, "pooling": "first", "prefix": "blue " }""");
        Assert.Equal([1, 0], Open().Encode(Texts.Table("red")).Rows[0]);
        WriteTextModel("""{ "kind": "text", "vocabulary": "vocab.txt", "normalize": false, "prefix": "blue " }""");
        Assert.Equal([(1 + 10 + 2 + 0) / 4f, (0 + 12 + 4 + 1) / 4f], Open().Encode(Texts.Table("red")).Rows[0]);
        WriteTextModel("""{ "kind": "text", "vocabulary": "vocab.txt", "normalize": false, "longest": 3 }""");
        EncodedColumn cut = Open().Encode(Texts.Table("red green blue"));
        Assert.Equal([(1 + 2 + 0) / 3f, (0 + 4 + 1) / 3f], cut.Rows[0]);
        Assert.Contains("1 of 1 texts are longer than the 3 word pieces", Assert.Single(cut.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "rgb")]
    [InlineData(false, "bgr")]
    [InlineData(true, "rgb")]
    public void A_picture_is_normalised_as_the_settings_say(bool channelsLast, string order)
    {
        var graph = new OnnxGraph();
        graph.Input("picture", OnnxType.Float, "", channelsLast ? [1, 4, 4, 3] : [1, 3, 4, 4]);
        graph.Node("mean", "ReduceMean", ["picture"], OnnxAttribute.Integers("axes", channelsLast ? [1, 2] : [2, 3]), OnnxAttribute.Integer("keepdims", 0));
        graph.Output("mean", OnnxType.Float, "", 1, 3);
        Write(graph, $$"""{ "kind": "image", "width": 4, "height": 4, "mean": [0.5, 0.25, 0], "std": [0.5, 1, 2], "order": "{{order}}" }""");
        using (var bitmap = new SKBitmap(8, 8))
        {
            bitmap.Erase(new SKColor(255, 51, 102));
            using FileStream file = File.Create(Path.Combine(_folder, "p.png"));
            bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        }
        float[] vector = Open().Encode(Texts.Of(ColumnKind.Image, Path.Combine(_folder, "t.csv"), "p.png")).Rows[0];
        float[] expected = [(1 - 0.5f) / 0.5f, 0.2f - 0.25f, 0.4f / 2];
        Assert.All((order == "rgb" ? expected : [.. expected.Reverse()]).Zip(vector), pair => Assert.Equal(pair.First, pair.Second, 5));
    }

    [Theory]
    [InlineData("""{ "kind": "sound" }""", "kind: \"\"sound\"\" is not allowed; use \"text\" or \"image\"")]
    [InlineData("""{ "vocabulary": "vocab.txt" }""", "kind: is missing")]
    [InlineData("""{ "kind": "text" }""", "vocabulary: is missing")]
    [InlineData("""{ "kind": "text", "vocabulary": "no.txt" }""", "no.txt: no such file")]
    [InlineData("""{ "kind": "text", "vocabulary": "vocab.txt", "longest": 1 }""", "longest: \"1\" is not allowed; use a whole number of 3 to 8192")]
    [InlineData(
        """{ "kind": "text", "vocabulary": "vocab.txt", "pooling": 7, "lowercase": "yes" }""", "lowercase: \"\"yes\"\" is not allowed; use true or false")]
    [InlineData("""{ "kind": "text", "vocabulary": "vocab.txt", "lowerCase": true }""", "lowerCase: is unknown")]
    [InlineData("""{ "kind": "image", "std": [1, 0, 1] }""", "std: 1, 0, 1 is not allowed")]
    [InlineData("""{ "kind": "image", "mean": [1, "x"] }""", "mean: \"[1, \"x\"]\" is not allowed; use 3 numbers in brackets")]
    [InlineData("[]", "no object")]
    [InlineData("{", "is not JSON at letter")]
    public void Bad_settings_are_named(string settings, string expected)
    {
        WriteTextModel(settings);
        Assert.Contains(expected, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_do_not_fit_are_named()
    {
        WriteTextModel(TextSettings, input: "tokens");
        Assert.Contains($"{Model}: input tokens is unknown; use input_ids", Refusal(), StringComparison.Ordinal);
        WriteTextModel("""{ "kind": "image" }""");
        Assert.Contains("a model of pictures has one", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(Model, "no model at all");
        Assert.Contains($"{Model}: no ONNX model that can be run", Refusal(), StringComparison.Ordinal);
        File.Delete(Model);
        Assert.Contains($"{Model}: no such file", Refusal(), StringComparison.Ordinal);
        WriteTextModel(TextSettings);
        File.Delete(Path.ChangeExtension(Model, ".json"));
        Assert.Contains("my.json: no such file; beside", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vocabulary_without_its_marks_is_named()
    {
        WriteTextModel(TextSettings);
        File.WriteAllText(Path.Combine(_folder, "vocab.txt"), "red\ngreen\n");
        Assert.Contains("vocab.txt: no vocabulary of word pieces", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_named_by_row_and_not_kept()
    {
        WriteTextModel(TextSettings, pieces: [.. Pieces.Select((value, i) => i == 13 ? float.NaN : value)]);
        string cache = Path.Combine(_folder, "cache.db");
        for (int run = 0; run < 2; run++)
        {
            InvalidInputException refused = Assert.Throws<InvalidInputException>(() =>
                Open().Encode(Texts.Table("red", "green red", "red green"), new EncodingOptions { Cache = cache }));
            Assert.Equal(2, refused.Faults.Count);
            Assert.Contains("line 3, column message: \"green red\"", refused.Faults[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_vocabulary_shorter_than_the_model_is_no_crash()
    {
        WriteTextModel(TextSettings, pieces: Pieces[..8]);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Open().Encode(Texts.Table("red")));
        Assert.Contains($"{Model}: cannot be computed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_model_under_the_same_name_has_another_identity()
    {
        WriteTextModel(TextSettings);
        string first = Open().Identity;
        Assert.Equal(first, Open().Identity);
        WriteTextModel(TextSettings, pieces: [.. Pieces.Select(value => value + 1)]);
        Assert.NotEqual(first, Open().Identity);
    }

    [Fact]
    public void A_schema_names_it_from_its_own_folder()
    {
        WriteTextModel(TextSettings);
        File.WriteAllText(Path.Combine(_folder, "s.json"), """{ "columns": { "message": "text my.onnx" } }""");
        var schema = TableSchema.Read(Path.Combine(_folder, "s.json"));
        Assert.Contains($"text {Model}", schema.ToText(), StringComparison.Ordinal);
        Assert.Contains("message", schema.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_encoders_of_one_kind_are_refused()
    {
        Parts parts = Parts.None.With(MicrosoftParts.All).With(EmbeddingParts.All);
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => PretrainedEncoders.Create(parts, ["minilm", "n-grams"]));
        Assert.Contains("name one", refused.Message, StringComparison.Ordinal);
        ColumnEncoders both = PretrainedEncoders.Create(parts, ["n-grams", "pixels"]);
        Assert.Equal(("n-grams", "pixels"), (both.Texts.Name, both.Images.Name));
    }

    private IColumnEncoder Open() => EncoderFile.Open(Model);

    private string Refusal() => Assert.Throws<InvalidInputException>(Open).Message;

    private void WriteTextModel(string settings, string input = "input_ids", float[]? pieces = null)
    {
        pieces ??= Pieces;
        var graph = new OnnxGraph();
        graph.Input(input, OnnxType.Int64, "", OnnxGraph.Candidates, OnnxGraph.Candidates);
        graph.Input("attention_mask", OnnxType.Int64, "", OnnxGraph.Candidates, OnnxGraph.Candidates);
        graph.Constant("pieces", pieces, pieces.Length / 2, 2);
        graph.Node("hidden", "Gather", ["pieces", input]);
        graph.Output("hidden", OnnxType.Float, "", OnnxGraph.Candidates, OnnxGraph.Candidates, 2);
        File.WriteAllText(Path.Combine(_folder, "vocab.txt"), Vocabulary);
        Write(graph, settings);
    }

    private void Write(OnnxGraph graph, string settings)
    {
        File.WriteAllBytes(Model, graph.ToModel("test", "1", "", []).ToArray());
        File.WriteAllText(Path.ChangeExtension(Model, ".json"), settings);
    }
}
