using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Problems;

/// <summary>Takes the labels of some classes from a start, so that these classes have to be found.</summary>
/// <remarks>
/// A class without a label has a probability of 0. It becomes a class of the learner with its first answer, and test rows of it count from the beginning.
/// Splits and pools are those of the same problem with all classes.
/// </remarks>
internal static class UnknownClasses
{
    /// <summary>Makes the problem.</summary>
    /// <param name="problem">The problem, with start labels of all classes.</param>
    /// <param name="split">Where its rows come from.</param>
    /// <param name="share">Share of the classes that keep their labels.</param>
    /// <param name="outOfScope">Name of the class of rows that belong to none of the others, which keeps none; null where there is none.</param>
    public static Problem Hide(Problem problem, PoolTestSplit split, double share, string? outOfScope)
    {
        if (share >= 1 && outOfScope is null)
        {
            return problem;
        }
        Dataset data = split.Data;
        int scope = outOfScope is null ? -1 : Array.IndexOf(data.ClassNames, outOfScope);
        int[] classes = [.. Enumerable.Range(0, data.Classes).Where(label => label != scope)];
        new Pcg64(split.Seed, $"known classes/{data.Hash}").Shuffle(classes.AsSpan());
        HashSet<int> known = [.. classes.Take(Math.Max(1, (int)Math.Round(share * classes.Length)))];
        Problem hidden = problem.Branch([.. problem.Start.Where(item => known.Contains(data.Labels[split.PoolRows[item]]))]);
        return scope < 0 ? hidden : hidden.With(problem.Judge.WithOutOfScope(scope));
    }
}
