namespace RlQuery.Core.Tasks.Clustering;

/// <summary>How many pairs a must-link between two groups would decide beyond those of their own rows: those of each group and what only the other is apart
/// from.</summary>
internal sealed class ClosureReach
{
    private readonly LinkClosure _closure;
    private readonly int[] _against;

    /// <summary>Looks at what is known.</summary>
    /// <param name="closure">What follows from the answers.</param>
    public ClosureReach(LinkClosure closure)
    {
        _closure = closure;
        _against = new int[closure.Rows];
        for (int group = 0; group < _against.Length; group++)
        {
            foreach (int apart in closure.ApartFrom(group))
            {
                _against[group] += closure.SizeOf(apart);
            }
        }
    }

    /// <summary>The number of pairs.</summary>
    /// <param name="first">A group: its lowest row.</param>
    /// <param name="second">Another one that it may be joined with.</param>
    public float Of(int first, int second)
    {
        int both = _against[first] == 0 || _against[second] == 0 ? 0 : Both(_closure.ApartFrom(first), _closure.ApartFrom(second));
        return ((float)(_against[second] - both) * _closure.SizeOf(first)) + ((float)(_against[first] - both) * _closure.SizeOf(second));
    }

    // Rows that both are apart from.
    private int Both(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        int rows = 0;
        for (int i = 0, j = 0; i < first.Length && j < second.Length;)
        {
            if (first[i] == second[j])
            {
                rows += _closure.SizeOf(first[i]);
            }
            int next = first[i];
            i += next <= second[j] ? 1 : 0;
            j += second[j] <= next ? 1 : 0;
        }
        return rows;
    }
}
