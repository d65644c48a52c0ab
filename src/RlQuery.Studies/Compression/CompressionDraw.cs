using RlQuery.Core.Numerics;

namespace RlQuery.Studies.Compression;

/// <summary>Who is told what in one repetition of a compression.</summary>
/// <param name="Pool">Rows that are learned from, ascending: those that are told, and those without a known label.</param>
/// <param name="Told">Rows of the pool whose label is told, ascending.</param>
/// <param name="Test">Rows that are held out, ascending.</param>
internal sealed record CompressionDraw(int[] Pool, int[] Told, int[] Test)
{
    /// <summary>Draws rows. One label of each class is always told.</summary>
    /// <param name="table">The table.</param>
    /// <param name="holdout">Number of rows to hold out; 0 for none.</param>
    /// <param name="labels">The most labels to tell; null for all.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static CompressionDraw Of(CompressionTable table, int holdout, int? labels, ulong seed)
    {
        int[] order = [.. new Pcg64(seed, "compression").Permutation(table.Labelled.Length).Select(place => table.Labelled[place])];
        int[] first = [.. order.DistinctBy(row => table.Data.Labels[row])];
        int[] others = [.. order.Except(first)];
        HashSet<int> test = [.. others.Take(holdout)];
        int[] told = [.. first.Concat(others.Skip(holdout)).Take(labels ?? int.MaxValue).Order()];
        return new CompressionDraw([.. Enumerable.Range(0, table.Data.Rows).Where(row => !test.Contains(row))], told, [.. test.Order()]);
    }
}
