using RlQuery.Core;

namespace RlQuery.Embeddings;

/// <summary>The parts of this library.</summary>
public static class EmbeddingParts
{
    /// <summary>All of them: encoders.</summary>
    public static IReadOnlyList<IPart> All { get; } = [PackagedTexts.MiniLM, PackagedTexts.ArcticXs, PackagedImages.ResNet18];
}
