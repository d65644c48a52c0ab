using RlQuery.Core.Environments;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Support;

/// <summary>What a signal or a strategy, each by its name, makes of an episode as it is now.</summary>
internal static class EpisodeProbe
{
    /// <summary>A signal's value of each candidate.</summary>
    public static float[] Column(this Episode episode, string signal) =>
        episode.Observe(new ObservationBuilder(new SignalList([Known.Parts.Find<ISignal>(signal)], []))).Column(0).ToArray();

    /// <summary>The row that a strategy asks for.</summary>
    public static int Choice(this Episode episode, string name)
    {
        IQueryStrategy strategy = Known.Parts.Find<IQueryStrategy>(name);
        Observation observation = episode.Observe(new ObservationBuilder(strategy.SignalList));
        float[] scores = new float[observation.Count];
        strategy.Score(observation, scores);
        return observation.Rows[QueryChoice.Best(scores, observation.Rows)];
    }
}
