using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Support;

/// <summary>Agents for tests.</summary>
internal static class Play
{
    /// <summary>Plays an episode at random.</summary>
    public static List<StepResult> AtRandom(QueryEnvironment environment, ulong seed)
    {
        var draws = new Pcg64(seed, "random agent");
        return Episode(environment, seed, observation => draws.NextInt(observation.Count));
    }

    /// <summary>Plays an episode as a strategy would.</summary>
    public static List<StepResult> As(string strategy, QueryEnvironment environment, ulong seed)
    {
        IQueryStrategy chooser = Known.Parts.Find<IQueryStrategy>(strategy);
        return Episode(environment, seed, observation =>
        {
            float[] scores = new float[observation.Count];
            chooser.Score(observation, scores);
            return QueryChoice.Best(scores, observation.Rows);
        });
    }

    /// <summary>All numbers of an observation.</summary>
    public static float[] Numbers(Observation observation) =>
    [
        .. observation.Rows.ToArray().Select(row => (float)row),
        .. Enumerable.Range(0, observation.SignalList.Signals.Count).SelectMany(column => observation.Column(column).ToArray()),
        .. observation.State,
    ];

    private static List<StepResult> Episode(QueryEnvironment environment, ulong seed, Func<Observation, int> choose)
    {
        var results = new List<StepResult>();
        Observation observation = environment.Reset(seed);
        while (environment.Running)
        {
            results.Add(environment.Step(choose(observation)));
            observation = results[^1].Observation;
        }
        return results;
    }
}
