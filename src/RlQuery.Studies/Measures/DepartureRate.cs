using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>How often strategies leave margin's choice.</summary>
internal static class DepartureRate
{
    /// <summary>
    /// The share of a strategy's choices that differ from margin's in the same state: the mean over data sets of the share of all choices there.
    /// </summary>
    /// <param name="episodes">Episodes in which departures were counted.</param>
    /// <returns>A share in [0, 1] for each strategy.</returns>
    public static IReadOnlyDictionary<string, double> Of(IEnumerable<EpisodeResult> episodes) => episodes
        .GroupBy(episode => episode.Spec.Strategy)
        .ToDictionary(own => own.Key, own => own.GroupBy(episode => episode.Spec.Data).Average(ShareOf));

    private static double ShareOf(IEnumerable<EpisodeResult> runs)
    {
        (int departures, int choices) = runs.Aggregate((0, 0), (sum, run) => (
            sum.Item1 + run.Curve.Departures!.Sum(), sum.Item2 + (int)(run.Curve.Costs[^1] - run.Curve.Costs[0])));
        return departures / (double)Math.Max(1, choices);
    }
}
