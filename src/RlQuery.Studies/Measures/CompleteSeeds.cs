using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>What means over seeds may be compared on where some episodes failed.</summary>
internal static class CompleteSeeds
{
    /// <summary>The episodes of those seeds under which every strategy that ran on a data set at all ran on it; all of them where none failed.</summary>
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
