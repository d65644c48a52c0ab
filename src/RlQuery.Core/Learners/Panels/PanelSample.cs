using System.Globalization;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Panels;

/// <summary>The items on which heads may teach each other: some of the pool, drawn by lot.</summary>
/// <remarks>The lots depend on the data, the start and the rows of the data set, and on no order.</remarks>
internal sealed class PanelSample
{
    private const int Most = 300;

    private int[] _items = [];

    /// <summary>Draws the items of an episode.</summary>
    public void Start(Items items)
    {
        ulong seed = SeedSequence.Child(ulong.Parse(items.DataHash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture), "panel");
        foreach (int row in items.Origin.Select(item => items.Rows[item]).Order())
        {
            seed = SeedSequence.Child(seed, (ulong)row);
        }
        ulong[] lots = Array.ConvertAll(items.Rows, row => SeedSequence.Child(seed, (ulong)row));
        int[] order = [.. Enumerable.Range(0, lots.Length)];
        Array.Sort(lots, order);
        _items = order[..Math.Min(Most, order.Length)];
    }

    /// <summary>Those without an answer, in the order of their lots.</summary>
    public int[] Without(ReadOnlySpan<int> answered)
    {
        HashSet<int> known = [.. answered];
        return Array.FindAll(_items, item => !known.Contains(item));
    }
}
