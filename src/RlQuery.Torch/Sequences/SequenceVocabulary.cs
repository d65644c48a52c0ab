using RlQuery.Core.Data.Text;

namespace RlQuery.Torch.Sequences;

/// <summary>Texts as rows of an embedding: three signs, then the tokens of <see cref="BytePairs"/>.</summary>
/// <param name="pairs">The tokens.</param>
internal sealed class SequenceVocabulary(BytePairs pairs)
{
    /// <summary>Fills short texts of a batch up.</summary>
    public const int Pad = 0;

    /// <summary>Stands before the first token of an answer.</summary>
    public const int Begin = 1;

    /// <summary>Stands after the last token.</summary>
    public const int End = 2;

    private const int Signs = 3;

    /// <summary>Number of signs and tokens.</summary>
    public int Count => Signs + pairs.Count;

    /// <summary>Name by which an entry is the same in two vocabularies.</summary>
    /// <param name="entry">In [0, <see cref="Count"/>).</param>
    public string NameOf(int entry) => entry switch { Pad => "<pad>", Begin => "<begin>", End => "<end>", _ => $"={pairs.NameOf(entry - Signs)}" };

    /// <summary>Entries of a text, <see cref="End"/> the last.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Tokens beyond so many are cut off.</param>
    public int[] Encode(string text, int most) => [.. pairs.Encode(text).Take(most).Select(token => token + Signs), End];

    /// <summary>The text of entries; signs have none.</summary>
    /// <param name="entries">Each in [0, <see cref="Count"/>).</param>
    public string Decode(IEnumerable<int> entries) => pairs.Decode([.. entries.Where(entry => entry >= Signs).Select(entry => entry - Signs)]);
}
