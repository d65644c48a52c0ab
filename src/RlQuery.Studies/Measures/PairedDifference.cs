using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>
/// An episode's area under the learning curve minus that of a reference under the same seed; the other way round where a lower score is better.
/// </summary>
/// <param name="Episode">The episode.</param>
/// <param name="Value">The difference.</param>
internal sealed record PairedDifference(EpisodeSpec Episode, double Value)
{
    /// <summary>The differences of all other strategies, in the order of their episodes; one whose pair is not there is left out.</summary>
    public static IReadOnlyList<PairedDifference> To(string reference, IEnumerable<EpisodeResult> episodes)
    {
        EpisodeResult[] all = [.. episodes];
        var own = all.Where(episode => episode.Spec.Strategy == reference)
            .ToDictionary(episode => (episode.Spec.Data, episode.Spec.Seed), episode => episode.Curve.Merit);
        return
        [
            .. all.Where(episode => episode.Spec.Strategy != reference && own.ContainsKey((episode.Spec.Data, episode.Spec.Seed)))
                .Select(episode => new PairedDifference(episode.Spec, episode.Curve.Merit - own[(episode.Spec.Data, episode.Spec.Seed)])),
        ];
    }
}
