using RlQuery.Core.Numerics;

namespace RlQuery.Studies.CrossValidation;

/// <summary>Divides data sets into the folds of a grouped cross-validation.</summary>
/// <remarks>
/// Origins are sorted by kind (two classes or more, then the number of features) and assigned in rounds, one to each fold, so that every fold has some of each
/// kind. In a round, the origin with the most sets goes to the fold with the fewest. The numbers of sets of two folds differ by at most the size of the largest
/// origin.
/// </remarks>
internal static class OriginFolds
{
    /// <summary>The fold of each set.</summary>
    /// <param name="sets">The sets with their origins.</param>
    /// <param name="count">Number of folds, at least 2, at most the number of origins.</param>
    /// <param name="seed">Decides between what is equal.</param>
    /// <returns>For each set 0..<paramref name="count"/>-1; sets of one origin share a fold, and no fold is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two folds, or more than origins.</exception>
    public static int[] Assign(IReadOnlyList<OriginSet> sets, int count, ulong seed)
    {
        var draws = new Pcg64(seed, "folds");
        IGrouping<string, OriginSet>[] origins = [.. sets.GroupBy(set => set.Origin).OrderBy(origin => origin.Key, StringComparer.Ordinal)];
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, origins.Length);
        draws.Shuffle(origins.AsSpan());
        var sorted = origins.OrderBy(origin => origin.Max(set => set.Data.Classes) > 2).ThenBy(origin => origin.Max(set => set.Data.Features));
        int[] sizes = new int[count];
        var foldOf = new Dictionary<string, int>();
        foreach (IGrouping<string, OriginSet>[] round in sorted.Chunk(count))
        {
            int[] folds = draws.Permutation(count);
            foreach ((IGrouping<string, OriginSet> origin, int fold) in round
                .OrderByDescending(origin => origin.Count())
                .Zip(folds.OrderBy(fold => sizes[fold]).ToArray()))
            {
                foldOf[origin.Key] = fold;
                sizes[fold] += origin.Count();
            }
        }
        return [.. sets.Select(set => foldOf[set.Origin])];
    }
}
