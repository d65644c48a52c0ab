using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>A strategy against a reference, data set by data set.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Sets">Each data set on which both were run under a common seed.</param>
/// <param name="Mean">Mean over the sets of their mean differences, with its bootstrap interval over the sets.</param>
/// <remarks>
/// Where <see cref="Comparison"/> asks on one set which of several strategies differ, this asks on which of several sets one strategy does: Holm's correction
/// is over the sets.
/// </remarks>
public sealed record SetDifferences(string Strategy, string Reference, IReadOnlyList<SetDifference> Sets, BootstrapInterval Mean)
{
    private const ulong Seed = 0;

    /// <summary>Compares every other strategy with a reference.</summary>
    /// <param name="reference">Name of the reference.</param>
    /// <param name="episodes">Episodes whose seeds are paired.</param>
    /// <returns>An entry for each strategy, in the order in which they first occur; nothing if the reference was not run.</returns>
    public static IReadOnlyList<SetDifferences> With(string reference, IEnumerable<EpisodeResult> episodes) =>
    [
        .. PairedDifference.To(reference, episodes)
            .GroupBy(pair => pair.Episode.Strategy, (strategy, pairs) => Of(strategy, reference, pairs.GroupBy(pair => pair.Episode.Data, pair => pair.Value))),
    ];

    private static SetDifferences Of(string strategy, string reference, IEnumerable<IGrouping<string, double>> groups)
    {
        IReadOnlyList<SetDifference> sets = SetDifference.Of(groups);
        return new SetDifferences(strategy, reference, sets, BootstrapInterval.Of([.. sets.Select(set => set.Test.Difference)], Seed));
    }
}
