namespace RlQuery.Embeddings.Models;

/// <summary>How pictures are prepared for a model.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Normalize">Changes values in place: [3 x height x width] in the order red, green, blue, 0 to 255.</param>
internal sealed record ImageModelSettings(int Width, int Height, Action<float[]> Normalize);
