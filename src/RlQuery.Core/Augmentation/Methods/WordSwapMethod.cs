using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>Swaps words.</summary>
internal sealed class WordSwapMethod : WordMethod
{
    /// <inheritdoc/>
    public override string Name => "swap";

    /// <inheritdoc/>
    public override string Description => "a text in which as many pairs of words as a tenth of them are swapped";

    /// <inheritdoc/>
    protected override IEnumerable<string> Change(string[] words, int count, Pcg64 random)
    {
        for (int i = 0; i < count; i++)
        {
            int first = random.NextInt(words.Length);
            int second = (first + 1 + random.NextInt(words.Length - 1)) % words.Length;
            (words[first], words[second]) = (words[second], words[first]);
        }
        return words;
    }
}
