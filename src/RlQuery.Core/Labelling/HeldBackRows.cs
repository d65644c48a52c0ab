using RlQuery.Core.Numerics;

namespace RlQuery.Core.Labelling;

/// <summary>Rows that are drawn at random to measure accuracy: they are labelled too, and never shown to the learner.</summary>
public static class HeldBackRows
{
    /// <summary>Draws rows of a table.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="count">How many to draw; all if there are fewer.</param>
    /// <param name="seed">Seed of the session.</param>
    public static IReadOnlySet<int> Draw(int rows, int count, ulong seed) =>
        count == 0 ? new SortedSet<int>() : new SortedSet<int>(new Pcg64(seed, "held-back rows").Permutation(rows).Take(count));
}
