using RlQuery.Embeddings.Models;

namespace RlQuery.Embeddings;

/// <summary>A pre-trained model of images, before it is loaded.</summary>
/// <param name="Name">Name of the encoder.</param>
/// <param name="Description">What it is, in one line.</param>
/// <param name="Identity">What tells it from other models.</param>
/// <param name="Load">Loads it.</param>
internal sealed record ImageSource(string Name, string Description, string Identity, Func<ImageModel> Load)
{
    /// <summary>Length of a vector; null where the model has to be asked.</summary>
    public int? Dimensions { get; init; }
}
