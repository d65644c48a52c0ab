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

    /// <summary>Encodes texts and images by these two, unless others are named here or in a schema.</summary>
    /// <param name="parts">Where encoders are found by name.</param>
    /// <param name="names">Names of encoders, or .onnx files, at most one for texts and one for images; null for none.</param>
    /// <param name="options">Progress, cancellation and cache.</param>
    /// <exception cref="InvalidInputException">A name is unknown, or two encoders are for the same kind of column.</exception>
    public static ColumnEncoders Create(Parts parts, IReadOnlyList<string>? names = null, EncodingOptions? options = null)
    {
        IColumnEncoder[] named = [.. (names ?? []).Select(name => Find(name, parts))];
        return named.GroupBy(encoder => encoder.Kind).FirstOrDefault(same => same.Count() > 1) is { } several
            ? throw new InvalidInputException(
                $"encoder: {string.Join(", ", several.Select(encoder => encoder.Name))} are all for columns of kind "
                + $"{TableSchema.Describe(several.Key, null)}; name one")
            : new ColumnEncoders
            {
                Find = name => Find(name, parts),
                Texts = Array.Find(named, encoder => encoder.Kind == ColumnKind.Text) ?? Texts,
                Images = Array.Find(named, encoder => encoder.Kind == ColumnKind.Image) ?? Images,
                Options = options ?? new EncodingOptions(),
            };
    }

    private static IColumnEncoder Find(string name, Parts parts) =>
        name.EndsWith(TableSchema.ModelExtension, StringComparison.OrdinalIgnoreCase) ? EncoderFile.Open(name) : parts.Find<IColumnEncoder>(name);
}
