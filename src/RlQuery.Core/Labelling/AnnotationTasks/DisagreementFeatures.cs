using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>What of a row may tell whether annotators disagree on it, each in [0, 1].</summary>
internal static class DisagreementFeatures
{
    /// <summary>
    /// 1 - Σ p², entropy over log K, 1 less the margin, 1 - Σ s² of the shares s of the five nearest labels, and the share that is not the likeliest class.
    /// </summary>
    /// <param name="beliefs">What the learner believes.</param>
    /// <param name="item">The item.</param>
    public static double[] Of(RowBeliefs beliefs, int item)
    {
        double[] p = beliefs.Of(item);
        double[] sorted = [.. p.OrderDescending()];
        int best = Array.IndexOf(p, sorted[0]);
        int[] near = [.. beliefs.Nearest(item).Take(RowJudgement.Neighbours).Select(one => one.Label)];
        double same = near.GroupBy(label => label).Sum(group => Math.Pow((double)group.Count() / near.Length, 2));
        return
        [
            Spread(p), -p.Where(value => value > 0).Sum(value => value * Math.Log(value)) / Math.Log(p.Length), 1 - (sorted[0] - sorted[1]),
            near.Length == 0 ? 0 : 1 - same, near.Length == 0 ? 0 : (double)near.Count(label => label != best) / near.Length,
        ];
    }

    /// <summary>1 - Σ p²: the probability that two classes drawn from the probabilities differ.</summary>
    public static double Spread(IReadOnlyList<double> probabilities) => Math.Clamp(1 - probabilities.Sum(value => value * value), 0, 1);
}
