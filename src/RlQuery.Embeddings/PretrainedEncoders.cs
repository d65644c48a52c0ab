using System.Collections.Concurrent;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Embeddings.Caching;
using RlQuery.MicrosoftML;

namespace RlQuery.Embeddings;

/// <summary>Pre-trained encoders for <see cref="MixedTableFeaturizer"/>.</summary>
public static class PretrainedEncoders
{
    /// <summary>The encoder of texts that measured best; see results/text.</summary>
    public static IColumnEncoder Texts => PackagedTexts.MiniLM;

    /// <summary>The encoder of images that measured best; see results/images.</summary>
    public static IColumnEncoder Images => PackagedImages.ResNet18;

    /// <summary>The file in which embeddings are kept unless one says otherwise: in the user's folder for caches.</summary>
    public static string DefaultCache => EmbeddingCache.DefaultPath;

    /// <summary>Encodes texts and images by these two, unless others are named here or in a schema; here wins.</summary>
    /// <param name="parts">Where encoders are found by name.</param>
    /// <param name="names">Names of encoders, or .onnx files, at most one for texts and one for images; null for none.</param>
    /// <param name="options">Progress, cancellation and cache.</param>
    /// <exception cref="InvalidInputException">A name is unknown, or two encoders are for the same kind of column.</exception>
    public static ColumnEncoders Create(Parts parts, IReadOnlyList<string>? names = null, EncodingOptions? options = null)
    {
        // A model is loaded once, however many columns have it.
        var opened = new ConcurrentDictionary<string, Lazy<IColumnEncoder>>();
        IColumnEncoder Find(string name) => TableSchema.IsModel(name)
            ? opened.GetOrAdd(Path.GetFullPath(name), path => new Lazy<IColumnEncoder>(() => EncoderFile.Open(path))).Value
            : parts.Find<IColumnEncoder>(name);
        var usual = new ColumnEncoders { Find = Find, Texts = Texts, Images = Images, Options = options ?? new EncodingOptions() };
        return usual.With(names ?? []);
    }
}
