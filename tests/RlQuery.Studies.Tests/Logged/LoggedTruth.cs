using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling.Logged;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;
using RlQuery.Studies.Logged;

namespace RlQuery.Studies.Tests.Logged;

/// <summary>Sessions on bundled sets, estimates from their logs, and what is true.</summary>
internal static class LoggedTruth
{
    public const double Exploration = 0.5;
    public const int HeldBack = 150;

    private static readonly string[] Heuristics = ["margin", "random", "entropy", "information-density", "core-set"];

    public static IMetric[] Metrics { get; } = [Known.Parts.Find<IMetric>("log-loss"), Known.Parts.Find<IMetric>("accuracy")];

    /// <summary>Those that are estimated.</summary>
    public static EvaluatedStrategy[] Strategies()
    {
        string folder = Path.Combine(Repository.Root, "policies", "general");
        LearnedPolicy policy = PolicyReader.Load(folder, Known.Parts);
        return
        [
            .. Heuristics.Select(name => new EvaluatedStrategy(Known.Parts.Find<IQueryStrategy>(name), 1)),
            new EvaluatedStrategy(policy, PolicyReader.ReadDocument(folder).Budget),
        ];
    }

    /// <summary>The states of a session, with the gain of every row that could have been asked for.</summary>
    public static LoggedState[] States(SimulatedSession played, EvaluatedStrategy[] strategies) =>
    [
        .. new LoggedReplay(
            played.Session, strategies, LoggedEstimates.Signals(Known.Parts, Known.Parts.Find<ITask>("classification")), Metrics, played.Truth).States(),
    ];

    /// <summary>Estimates from the first questions of a session.</summary>
    public static IEnumerable<TruthRow> Estimate(string data, int seed, IReadOnlyList<LoggedState> states, EvaluatedStrategy[] strategies)
    {
        string[] names = [.. strategies.Select(one => one.Strategy.Name)];
        IReadOnlyList<LoggedRow> rows = LoggedEstimates.Of(states, names, [.. Metrics.Select(metric => metric.Name)]);
        return rows.Where(row => row.Difference is not null).Select(row => new TruthRow(
            data, seed, row, Truth(states, Array.IndexOf(names, row.Policy), Array.FindIndex(Metrics, metric => metric.Name == row.Metric))));
    }

    /// <summary>The true gain per query of a policy in these states.</summary>
    public static double Truth(IReadOnlyList<LoggedState> states, int policy, int metric) =>
        states.Average(state => state.AllGains[metric].Zip(state.Choices[policy], (gain, probability) => gain * probability).Sum());

    /// <summary>Sessions of a set with several seeds.</summary>
    public static IReadOnlyList<TruthRow> Measure(Dataset data, int seeds, int queries, params int[] lengths)
    {
        EvaluatedStrategy[] strategies = Strategies();
        var rows = new List<TruthRow>[seeds];
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            LoggedState[] states = States(SimulatedSession.Play(data, queries, HeldBack, Exploration, (ulong)seed), strategies);
            rows[seed] = [.. lengths.SelectMany(length => Estimate(data.Name, seed, states[..length], strategies))];
        });
        return [.. rows.SelectMany(one => one)];
    }

    public static string Format(double value) => double.IsFinite(value) ? value.ToString("F6", CultureInfo.InvariantCulture) : "";
}
