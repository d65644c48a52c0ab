using RlQuery.Core.Numerics;

namespace RlQuery.Core.Labelling;

/// <summary>Rows that everybody is asked for once one has been, so that agreement can be measured.</summary>
public static class OverlapRows
{
    /// <summary>Draws a lot for each row: about this share of those that are labelled, whichever they are, is labelled by everybody.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="share">Share of them, 0..1.</param>
    /// <param name="seed">Seed of the session.</param>
    public static IReadOnlySet<int> Draw(int rows, double share, ulong seed)
    {
        var lots = new Pcg64(seed, "overlap rows");
        return new SortedSet<int>(Enumerable.Range(0, rows).Where(_ => lots.NextDouble() < share));
    }
}
