using RlQuery.Core.Labelling.Logged;
using RlQuery.Core.Signals;
using RlQuery.Core.Statistics;
using RlQuery.Core.Statistics.OffPolicy;
using RlQuery.Core.Tasks;
using CoreParts = RlQuery.Core.Parts;

namespace RlQuery.Studies.Logged;

/// <summary>From the states of sessions to estimates.</summary>
public static class LoggedEstimates
{
    // Named, so that a signal that is added changes no estimate. None needs a committee or curvature, which would cost more than the estimate is worth.
    private static readonly HashSet<string> Describing =
    [
        "least-confidence", "margin", "margin-rank", "entropy", "expected-gradient-length", "labelled-distance", "coverage", "density",
        "information-density", "neighbour-entropy", "labelled-neighbours", "neighbour-disagreement", "rarity", "expected-rarity", "class-distance",
        "facility-gain", "outlierness", "posterior-variance", "greedy-output", "greedy-input-output", "weighted-greedy", "max-entropy",
        "binary-minimization", "mmc", "badge", "open-cluster", "typicality", "graph-novelty", "graph-centrality", "graph-sharing", "graph-propagation",
        "picture-labels", "class-mean-distance",
    ];

    /// <summary>The signals that the reward model looks at: cheap ones that fit the task.</summary>
    /// <param name="parts">Where they are found.</param>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<ISignal> Signals(CoreParts parts, ITask task) =>
        [.. parts.All<ISignal>().Where(signal => Describing.Contains(signal.Name) && signal.Needs.AreMetBy(task))];

    /// <summary>Estimates every policy by every metric; the first rows are those of what was asked.</summary>
    /// <param name="states">The states.</param>
    /// <param name="policies">Names of the policies, in the order of <see cref="LoggedState.Choices"/>.</param>
    /// <param name="metrics">Names of the metrics, in the order of <see cref="LoggedState.Gains"/>.</param>
    public static IReadOnlyList<LoggedRow> Of(IReadOnlyList<LoggedState> states, IReadOnlyList<string> policies, IReadOnlyList<string> metrics)
    {
        LoggedDecision[][] decisions = [.. metrics.Select((_, metric) => states.Select(state => Decision(state, metric)).ToArray())];
        double[][][] predicted = [.. decisions.Select(RewardModel.Predict)];
        return
        [
            .. metrics.Select((name, metric) => Own(name, decisions[metric])),
            .. policies.SelectMany((policy, place) => metrics.Select((name, metric) => Row(policy, place, name, decisions[metric], predicted[metric]))),
        ];

        LoggedRow Row(string policy, int place, string metric, LoggedDecision[] log, double[][] model)
        {
            var estimator = new OffPolicyEstimator(log, model, [.. states.Select(state => state.Choices[place])]);
            return new LoggedRow(
                policy, metric, log.Length, estimator.EffectiveSize, states.Average(state => state.Inside[place]), estimator.DoublyRobust(),
                estimator.DirectMethod(), estimator.InversePropensity(), estimator.Difference());
        }
    }

    private static LoggedDecision Decision(LoggedState state, int metric) =>
        new([.. state.Among.Probabilities], state.Chosen, state.Gains[metric], state.Features);

    // What was asked needs no model: its gains were seen.
    private static LoggedRow Own(string metric, LoggedDecision[] log)
    {
        var seen = MeanInterval.Of([.. log.Select(one => one.Reward)]);
        return new LoggedRow(LoggedRow.Session, metric, log.Length, log.Length, 1, seen, seen, seen, null);
    }
}
