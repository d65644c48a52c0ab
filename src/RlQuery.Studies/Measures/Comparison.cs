using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>
/// A strategy against a reference, paired, in area under the learning curve: a positive difference is a gain, whether a higher or a lower score is better.
/// </summary>
/// <param name="Data">Name of the data set; null for all sets together, where the pairs are the sets' mean differences.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Test">Mean difference with its 95 % interval: over the seeds of a set, or over the sets.</param>
/// <param name="Better">Number of pairs in which the strategy is ahead.</param>
/// <param name="PValue">Wilcoxon signed-rank test over the pairs, with Holm's correction over the strategies that the reference is compared with.</param>
public sealed record Comparison(string? Data, string Strategy, string Reference, PairedTTest Test, int Better, double PValue)
{
    /// <summary>
    /// Number of pairs (seeds of a set, or sets) needed to show the mean difference with 80 % power by the paired t-test; null if no number is enough.
    /// </summary>
    public int? PairsNeeded => PairedPower.PairsNeeded(Test);

    /// <summary>Compares every other strategy with a reference, on each data set and over all of them.</summary>
    /// <param name="episodes">Episodes whose seeds are paired; one whose pair is not there is left out.</param>
    /// <param name="reference">Name of the reference.</param>
    /// <returns>
    /// Set by set, then all sets together if there are several; nothing if the reference was not run.
    /// </returns>
    /// <remarks>
    /// Sets are the unit of the joint comparison, as in J. Demsar, "Statistical Comparisons of Classifiers over Multiple
    /// Data Sets", JMLR 7 (2006): seeds of one set say nothing about other sets.
    /// </remarks>
    public static IReadOnlyList<Comparison> With(string reference, IEnumerable<EpisodeResult> episodes)
    {
        EpisodeResult[] all = [.. episodes];
        var merit = all.ToDictionary(episode => episode.Spec, episode => episode.Curve.Merit);
        string[] data = [.. all.Select(episode => episode.Spec.Data).Distinct()];
        string[] strategies = [.. all.Select(episode => episode.Spec.Strategy).Distinct()];
        if (!strategies.Contains(reference))
        {
            return [];
        }
        strategies = [.. strategies.Where(strategy => strategy != reference)];
        ILookup<(string, string), double> differences = all
            .Where(episode => episode.Spec.Strategy != reference && merit.ContainsKey(episode.Spec with { Strategy = reference }))
            .ToLookup(
                episode => (episode.Spec.Data, episode.Spec.Strategy),
                episode => merit[episode.Spec] - merit[episode.Spec with { Strategy = reference }]);
        IEnumerable<Comparison> bySet = data.SelectMany(set => Compare(set, reference, strategies, strategy => [.. differences[(set, strategy)]]));
        return data.Length == 1
            ? [.. bySet]
            :
            [
                .. bySet,
                .. Compare(
                    null, reference, strategies,
                    strategy => [.. data.Where(set => differences.Contains((set, strategy))).Select(set => Moments.Mean([.. differences[(set, strategy)]]))]),
            ];
    }

    private static Comparison[] Compare(string? data, string reference, string[] all, Func<string, double[]> differences)
    {
        // Without pairs there is no comparison.
        string[] strategies = [.. all.Where(strategy => differences(strategy).Length > 0)];
        double[][] pairs = [.. strategies.Select(differences)];
        double[] adjusted = Holm.Adjust([.. pairs.Select(one => WilcoxonSignedRank.Run(one).PValue)]);
        return [.. strategies.Select((strategy, i) => new Comparison(
            data, strategy, reference, PairedTTest.Run(pairs[i]), pairs[i].Count(difference => difference > 0), adjusted[i]))];
    }
}
