using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data;

/// <summary>The pool rows whose labels are known before the first query.</summary>
public static class StartingLabels
{
    /// <summary>Draws rows of each class at random from the pool: all of a class that has no more.</summary>
    /// <param name="split">The pool; its data, options and seed decide the draw, whatever asks for it.</param>
    /// <param name="perClass">Rows of each class, at least 1.</param>
    /// <returns>Positions in <see cref="PoolTestSplit.PoolRows"/>, class by class.</returns>
    /// <exception cref="InvalidInputException"><paramref name="perClass"/> is less than 1.</exception>
    public static int[] Draw(PoolTestSplit split, int perClass = 1)
    {
        if (perClass < 1)
        {
            throw new InvalidInputException($"labels per class: {perClass} is not allowed; use at least 1");
        }
        Dataset data = split.Data;
        var generator = new Pcg64(split.Seed, $"start/{data.Hash}/{split.Options.Describe()},per-class={perClass}");
        int[] order = generator.Permutation(split.PoolRows.Length);
        return [.. Enumerable.Range(0, data.Classes).SelectMany(c => order.Where(position => data.Labels[split.PoolRows[position]] == c).Take(perClass))];
    }
}
