using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>Leaves out words.</summary>
internal sealed class WordDeletionMethod : WordMethod
{
    /// <inheritdoc/>
    public override string Name => "deletion";

    /// <inheritdoc/>
    public override string Description => "a text without a tenth of its words";

    /// <inheritdoc/>
    protected override IEnumerable<string> Change(string[] words, int count, Pcg64 random)
    {
        HashSet<int> left = [.. random.Permutation(words.Length).Take(count)];
        return words.Where((_, place) => !left.Contains(place));
    }
}
