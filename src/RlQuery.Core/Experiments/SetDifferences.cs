using RlQuery.Core.Statistics;

namespace RlQuery.Core.Experiments;

/// <summary>A strategy against a reference, data set by data set.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Sets">Each data set on which both were run under a common seed.</param>
/// <param name="Mean">Mean over the sets of their mean differences, with its bootstrap interval over the sets.</param>
/// <remarks>
/// Where <see cref="Comparison"/> asks on one set which of several strategies differ, this asks on which of several sets one strategy does: Holm's correction is over the sets.
/// </remarks>
public sealed record SetDifferences(string Strategy, string Reference, IReadOnlyList<SetDifference> Sets, BootstrapInterval Mean)
{
    private const ulong Seed = 0;

    /// <summary>Compares every other strategy with a reference.</summary>
    /// <param name="reference">Name of the reference.</param>
    /// <param name="episodes">Episodes whose seeds are paired.</param>
    /// <returns>An entry for each strategy, in the order in which they first occur; nothing if the reference was not run.</returns>
    public static IReadOnlyList<SetDifferences> With(string reference, IEnumerable<EpisodeResult> episodes)
    {
        EpisodeResult[] all = [.. episodes];
        var own = all.Where(episode => episode.Spec.Strategy == reference).ToDictionary(episode => (episode.Spec.Data, episode.Spec.Seed), episode => episode.Curve.Aubc);
        return
        [
            .. from episode in all
               where episode.Spec.Strategy != reference && own.ContainsKey((episode.Spec.Data, episode.Spec.Seed))
               group episode by episode.Spec.Strategy into strategy
               select Of(
                   strategy.Key, reference,
                   strategy.GroupBy(episode => episode.Spec.Data, episode => episode.Curve.Aubc - own[(episode.Spec.Data, episode.Spec.Seed)])),
        ];
    }

    private static SetDifferences Of(string strategy, string reference, IEnumerable<IGrouping<string, double>> sets)
    {
        (string Data, PairedTTest Test)[] tests = [.. sets.Select(set => (set.Key, PairedTTest.Run([.. set])))];
        // A set with one seed has no p-value, and takes no part in the correction.
        int[] tested = [.. Enumerable.Range(0, tests.Length).Where(i => !double.IsNaN(tests[i].Test.PValue))];
        double[] corrected = Holm.Adjust([.. tested.Select(i => tests[i].Test.PValue)]);
        double[] p = [.. Enumerable.Repeat(double.NaN, tests.Length)];
        for (int i = 0; i < tested.Length; i++)
        {
            p[tested[i]] = corrected[i];
        }
        return new SetDifferences(
            strategy, reference, [.. tests.Select((one, i) => new SetDifference(one.Data, one.Test, p[i]))],
            BootstrapInterval.Of([.. tests.Select(one => one.Test.Difference)], Seed));
    }
}
