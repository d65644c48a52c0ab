using RlQuery.Core;
using RlQuery.Embeddings.Files;

namespace RlQuery.Embeddings;

/// <summary>The parts of this library.</summary>
public static class EmbeddingParts
{
    /// <summary>All of them: encoders, and a format of tables.</summary>
    public static IReadOnlyList<IPart> All { get; } = [PackagedTexts.MiniLM, PackagedTexts.ArcticXs, PackagedImages.ResNet18, new ParquetTableFormat()];
}
