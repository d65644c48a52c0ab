using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>The seeds over which means can be compared if some episodes failed.</summary>
internal static class CompleteSeeds
{
    /// <summary>The episodes of the seeds that all strategies of a data set completed; all episodes if none failed.</summary>
    /// <param name="episodes">Episodes of one learner.</param>
    public static IEnumerable<EpisodeResult> Of(IEnumerable<EpisodeResult> episodes)
    {
        EpisodeResult[] all = [.. episodes];
        var strategies = all.GroupBy(episode => episode.Spec.Data, episode => episode.Spec.Strategy)
            .ToDictionary(set => set.Key, set => set.Distinct().Count());
        HashSet<(string, long)> complete =
        [
            .. all.GroupBy(episode => (episode.Spec.Data, episode.Spec.Seed))
                .Where(split => split.Count() == strategies[split.Key.Data])
                .Select(split => split.Key),
        ];
        return all.Where(episode => complete.Contains((episode.Spec.Data, episode.Spec.Seed)));
    }
}
