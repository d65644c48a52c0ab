using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Wide;

/// <summary>Which part of a query takes how long.</summary>
internal static class WideShares
{
    private const int Episodes = 3;

    /// <summary>Plays episodes.</summary>
    /// <returns>Milliseconds of a query in each of its parts, beginnings of episodes left out.</returns>
    public static IReadOnlyList<(string Part, double Milliseconds)> Measure(Problem problem, ILearnerFactory learner, int queries)
    {
        SignalList list = WideQuery.Policy.SignalList;
        TimedSignal[] signals = [.. list.Signals.Select(signal => new TimedSignal(signal))];
        var state = new TimedState[list.State.Count];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = new TimedState(list.State[i]);
        }
        var builder = new ObservationBuilder(new SignalList(signals, state), WideQuery.Policy.Focus);
        var episode = new Episode(learner);
        double choice = 0, refit = 0, test = 0;
        for (int i = 0; i <= Episodes; i++)
        {
            episode.Begin(problem, queries, seed: (ulong)i);
            for (int query = 0; query < queries; query++)
            {
                if (query == 1 && i <= 1)
                {
                    // Compiled by now; and the first query measures the pool.
                    Array.ForEach(signals, signal => signal.Seconds = 0);
                    Array.ForEach(state, value => value.Seconds = 0);
                    (choice, refit, test) = (0, 0, 0);
                }
                Observation observation = episode.Observe(builder);
                float[] scores = new float[observation.Count];
                choice += Timed(() => WideQuery.Policy.Score(observation, scores));
                episode.Take(observation.Rows[QueryChoice.Best(scores, observation.Rows)]);
                refit += Timed(episode.Label);
                test += Timed(() => episode.Score(smoothing: 0));
            }
        }
        double scale = 1e3 / (Episodes * queries);
        return
        [
            .. signals.Select(signal => (signal.Name, scale * signal.Seconds)), .. state.Select(value => (value.Name, scale * value.Seconds)),
            ("choice", scale * choice), ("refit and predictions of the pool", scale * refit), ("predictions of the test part", scale * test),
        ];
    }

    private static double Timed(Action action)
    {
        double start = ProcessorTime.Now;
        action();
        return ProcessorTime.Now - start;
    }

    private sealed class TimedState(IStateValue inner) : IStateValue
    {
        public double Seconds { get; set; }

        public string Name => inner.Name;

        public int Version => inner.Version;

        public string Description => inner.Description;

        public float Compute(SignalContext context)
        {
            double start = ProcessorTime.Now;
            float value = inner.Compute(context);
            Seconds += ProcessorTime.Now - start;
            return value;
        }
    }
}
