namespace RlQuery.Core.Learners.Trees;

/// <summary>
/// A forest as bits: 32 leaves of a tree are one word, and a decision that goes right clears the leaves left of it. The lowest bit left is the leaf.
/// </summary>
/// <remarks>
/// C. Lucchese et al., "QuickScorer: A Fast Algorithm to Rank Documents with Additive Ensembles of Regression Trees" (SIGIR 2015), section 3, with rows
/// rather than features in the inner loop: no step depends on a row's values, so rows lie side by side in lanes. Work grows with the number of leaves, not
/// the depth.
/// </remarks>
internal sealed class LeafMasks
{
    private const int WordLeaves = 32;

    private Word[] _words = [];
    private Decision[] _decisions = [];
    private Share[] _shares = [];
    private uint[] _pure = [];
    private int _wordCount;
    private int _decisionCount;
    private int _shareCount;

    /// <summary>Words, tree after tree, leaves from left to right.</summary>
    public ReadOnlySpan<Word> Words => _words.AsSpan(0, _wordCount);

    /// <summary>What <see cref="Word.Decisions"/> refers to.</summary>
    public ReadOnlySpan<Decision> Decisions => _decisions;

    /// <summary>What <see cref="Word.Shares"/> refers to.</summary>
    public ReadOnlySpan<Share> Shares => _shares;

    /// <summary>Forgets all trees.</summary>
    public void Clear()
    {
        _wordCount = 0;
        _decisionCount = 0;
        _shareCount = 0;
    }

    /// <summary>Adds a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="omitted">A class whose shares are not needed; -1 for none.</param>
    public void Add(GrownTree tree, int classes, int omitted)
    {
        if (_pure.Length < classes)
        {
            _pure = new uint[classes];
        }
        for (int first = 0; first < tree.Leaves; first += WordLeaves)
        {
            int decisions = _decisionCount;
            int shares = _shareCount;
            AddDecisions(tree, first);
            AddShares(tree, first, Math.Min(tree.Leaves, first + WordLeaves), classes, omitted);
            Room(ref _words, _wordCount, 1);
            _words[_wordCount++] = new Word(first == 0, decisions.._decisionCount, shares.._shareCount);
        }
    }

    private void AddDecisions(GrownTree tree, int first)
    {
        Room(ref _decisions, _decisionCount, tree.Decisions);
        for (int i = 0; i < tree.Decisions; i++)
        {
            int from = Math.Max(0, tree.FirstLeaf[i] - first);
            int to = Math.Min(WordLeaves, tree.FirstRight[i] - first);
            if (from < to)
            {
                uint cleared = (uint)((1UL << to) - (1UL << from));
                _decisions[_decisionCount++] = new Decision(tree.Feature[i] * RowBlocks.Lanes, tree.Threshold[i], cleared);
            }
        }
    }

    // The pure leaves of a class go together.
    private void AddShares(GrownTree tree, int first, int end, int classes, int omitted)
    {
        Room(ref _shares, _shareCount, (end - first + 1) * classes);
        _pure.AsSpan(0, classes).Clear();
        for (int leaf = first; leaf < end; leaf++)
        {
            ReadOnlySpan<float> shares = tree.Shares(leaf);
            uint bit = 1u << (leaf - first);
            for (int k = 0; k < classes; k++)
            {
                if (shares[k] == 1)
                {
                    _pure[k] |= bit;
                }
                else if (shares[k] > 0 && k != omitted)
                {
                    _shares[_shareCount++] = new Share(k * RowBlocks.Lanes, bit, shares[k]);
                }
            }
        }
        for (int k = 0; k < classes; k++)
        {
            if (_pure[k] != 0 && k != omitted)
            {
                _shares[_shareCount++] = new Share(k * RowBlocks.Lanes, _pure[k], 1);
            }
        }
    }

    private static void Room<T>(ref T[] array, int count, int more)
    {
        if (array.Length < count + more)
        {
            Array.Resize(ref array, Math.Max(256, (count + more) * 2));
        }
    }

    /// <summary>Up to 32 leaves of one tree.</summary>
    /// <param name="First">Whether they are the tree's first.</param>
    /// <param name="Decisions">The decisions that clear any of them.</param>
    /// <param name="Shares">What they add to the classes.</param>
    internal readonly record struct Word(bool First, Range Decisions, Range Shares);

    /// <summary>Where a value is above the threshold, leaves are cleared.</summary>
    /// <param name="Offset">Where the feature begins in a block of rows.</param>
    /// <param name="Threshold">Values up to this clear nothing.</param>
    /// <param name="Cleared">The leaves left of the decision.</param>
    internal readonly record struct Decision(int Offset, float Threshold, uint Cleared);

    /// <summary>What some leaves add to a class.</summary>
    /// <param name="Offset">Where the class begins in the sums of a block of rows.</param>
    /// <param name="Leaves">The leaves.</param>
    /// <param name="Value">The class's share in them.</param>
    internal readonly record struct Share(int Offset, uint Leaves, float Value);
}
