using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>Replaces words by synonyms: other words of the most frequent sense that WordNet has of them.</summary>
/// <param name="words">WordNet's words.</param>
internal sealed class SynonymMethod(WordNetWords words) : WordMethod
{
    /// <inheritdoc/>
    public override string Name => "synonyms";

    /// <inheritdoc/>
    public override string Description => "a text with a tenth of its words replaced by synonyms of WordNet";

    /// <inheritdoc/>
    protected override IEnumerable<string> Change(string[] text, int count, Pcg64 random)
    {
        foreach (int place in random.Permutation(text.Length))
        {
            if (count > 0 && words.SynonymsOf(text[place]) is { Count: > 0 } synonyms)
            {
                text[place] = synonyms[random.NextInt(synonyms.Count)];
                count--;
            }
        }
        return text;
    }
}
