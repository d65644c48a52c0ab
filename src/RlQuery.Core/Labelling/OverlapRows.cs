using RlQuery.Core.Numerics;

namespace RlQuery.Core.Labelling;

/// <summary>Rows that every annotator is asked for, so that agreement can be measured.</summary>
public static class OverlapRows
{
    /// <summary>Draws independently for each row, so that about this share of any labelled rows is labelled by every annotator.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="share">Share of them, 0..1.</param>
    /// <param name="seed">Seed of the session.</param>
    public static IReadOnlySet<int> Draw(int rows, double share, ulong seed)
    {
        var lots = new Pcg64(seed, "overlap rows");
        return new SortedSet<int>(Enumerable.Range(0, rows).Where(_ => lots.NextDouble() < share));
    }
}
