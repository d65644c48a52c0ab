using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>
/// A strategy against a reference over groups of data sets, paired, in area under the learning curve: a positive difference is a gain, whether a higher or a
/// lower score is better. A group counts once, whatever its number of sets and seeds.
/// </summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Groups">Number of groups.</param>
/// <param name="Difference">Mean over the groups of their mean differences, with its bootstrap interval over the groups.</param>
/// <param name="PValue">Wilcoxon signed-rank test over the groups, not corrected for other strategies.</param>
/// <param name="Better">Number of groups in which the strategy is ahead.</param>
/// <param name="SignificantlyBetter">Number of sets with a positive difference by the paired t-test over the seeds, with Holm's correction over the sets, at
/// 5 %.</param>
/// <param name="SignificantlyWorse">The same with a negative difference.</param>
public sealed record PooledComparison(
    string Strategy, string Reference, int Groups, BootstrapInterval Difference, double PValue, int Better, int SignificantlyBetter, int SignificantlyWorse)
{
    // One for all tables: the interval of given differences is always the same.
    private const ulong BootstrapSeed = 0;

    /// <summary>Compares every other strategy with a reference.</summary>
    /// <param name="reference">Name of the reference.</param>
    /// <param name="episodes">Episodes whose seeds are paired; one whose pair is not there is left out.</param>
    /// <param name="groupOf">The group of a data set, by its name: itself, or its origin.</param>
    /// <returns>A comparison for each strategy in the order of the episodes; nothing if the reference was not run.</returns>
    public static IReadOnlyList<PooledComparison> With(string reference, IReadOnlyList<EpisodeResult> episodes, Func<string, string> groupOf)
    {
        var merit = episodes.Where(episode => episode.Spec.Strategy == reference)
            .ToDictionary(episode => (episode.Spec.Data, episode.Spec.Seed), episode => episode.Curve.Merit);
        return merit.Count == 0 ? [] :
        [
            .. episodes.Where(episode => episode.Spec.Strategy != reference && merit.ContainsKey((episode.Spec.Data, episode.Spec.Seed)))
                .GroupBy(episode => episode.Spec.Strategy, (strategy, own) => Of(
                    strategy, reference,
                    [.. own.GroupBy(episode => episode.Spec.Data, (data, runs) => (
                        Group: groupOf(data), Test: PairedTTest.Run([.. runs.Select(run => run.Curve.Merit - merit[(data, run.Spec.Seed)])])))])),
        ];
    }

    private static PooledComparison Of(string strategy, string reference, (string Group, PairedTTest Test)[] sets)
    {
        double[] differences = [.. sets.GroupBy(set => set.Group, (_, group) => group.Average(set => set.Test.Difference))];
        // A single seed tests nothing.
        double[] adjusted = Holm.Adjust([.. sets.Select(set => double.IsNaN(set.Test.PValue) ? 1 : set.Test.PValue)]);
        PairedTTest[] significant = [.. sets.Where((_, i) => adjusted[i] < Verdicts.Level).Select(set => set.Test)];
        return new PooledComparison(
            strategy, reference, differences.Length, BootstrapInterval.Of(differences, BootstrapSeed), WilcoxonSignedRank.Run(differences).PValue,
            differences.Count(difference => difference > 0), significant.Count(test => test.Difference > 0), significant.Count(test => test.Difference < 0));
    }
}
