using RlQuery.Embeddings.Models;

namespace RlQuery.Embeddings;

/// <summary>A pre-trained model of texts, before it is loaded.</summary>
/// <param name="Name">Name of the encoder.</param>
/// <param name="Description">What it is, in one line.</param>
/// <param name="Identity">What tells it from other models.</param>
/// <param name="Bytes">Size of the model and its vocabulary.</param>
/// <param name="Longest">Word pieces that it reads of a text.</param>
/// <param name="IsEnglish">Whether it was trained on English alone.</param>
/// <param name="Load">Loads it.</param>
internal sealed record TextSource(string Name, string Description, string Identity, long Bytes, int Longest, bool IsEnglish, Func<TextModel> Load)
{
    /// <summary>Length of a vector; null where the model has to be asked.</summary>
    public int? Dimensions { get; init; }
}
