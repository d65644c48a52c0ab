using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data;

/// <summary>The pool rows whose labels are known before the first query.</summary>
internal static class StartingLabels
{
    /// <summary>Draws rows of each class at random from the pool; all rows of a class with fewer.</summary>
    /// <param name="split">The pool. Only its data, options and seed decide the draw.</param>
    /// <param name="perClass">Rows of each class, at least 0.</param>
    /// <returns>Positions in <see cref="PoolTestSplit.PoolRows"/>, class by class.</returns>
    /// <exception cref="InvalidInputException"><paramref name="perClass"/> is negative.</exception>
    public static int[] Draw(PoolTestSplit split, int perClass = 1)
    {
        if (perClass < 0)
        {
            throw new InvalidInputException($"labels per class: {perClass} is not allowed; use at least 0");
        }
        Dataset data = split.Data;
        var generator = new Pcg64(split.Seed, $"start/{data.Hash}/{split.Options.Describe()},per-class={perClass}");
        int[] order = generator.Permutation(split.PoolRows.Length);
        return [.. Enumerable.Range(0, data.Classes).SelectMany(c => order.Where(position => data.Labels[split.PoolRows[position]] == c).Take(perClass))];
    }

    /// <summary>Draws rows at random from the pool, whatever their targets; all rows of a pool with fewer.</summary>
    /// <param name="split">The pool. Only its data, options and seed decide the draw.</param>
    /// <param name="count">Number of rows, at least 1.</param>
    /// <returns>
    /// Positions in <see cref="PoolTestSplit.PoolRows"/>, in the order in which they were drawn. A smaller count gives a prefix of a larger one.
    /// </returns>
    /// <exception cref="InvalidInputException"><paramref name="count"/> is less than 1.</exception>
    public static int[] DrawAny(PoolTestSplit split, int count)
    {
        if (count < 1)
        {
            throw new InvalidInputException($"labels at the start: {count} is not allowed; use at least 1");
        }
        var generator = new Pcg64(split.Seed, $"start/{split.Data.Hash}/{split.Options.Describe()}");
        return [.. generator.Permutation(split.PoolRows.Length).Take(count)];
    }
}
