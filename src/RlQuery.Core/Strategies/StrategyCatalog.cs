using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Strategies;

/// <summary>The heuristics that <c>--strategy</c> may name: random labels, that of each signal, and those of several signals.</summary>
public static class StrategyCatalog
{
    private static readonly IQueryStrategy[] Several = [new MarginByDensityStrategy(), new RepresentativeStrategy()];

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IQueryStrategy> All =>
        [new RandomStrategy(), .. SignalCatalog.Signals.SelectMany(signal => signal.HeuristicNames.Select(name => new SignalStrategy(name, signal))), .. Several];

    /// <summary>Those that a task can run, in the order in which they are listed.</summary>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<IQueryStrategy> Of(ITask task) => [.. All.Where(strategy => strategy.Schema.Needs.AreMetBy(task))];

    /// <summary>Finds a heuristic by name.</summary>
    /// <param name="name">Name, such as <c>margin</c>, or that of a signal.</param>
    /// <returns>The strategy, or null.</returns>
    public static IQueryStrategy? Find(string name) => All.FirstOrDefault(strategy => strategy.Name == name)
        ?? (SignalCatalog.Signals.FirstOrDefault(signal => signal.Name == name) is ISignal own ? new SignalStrategy(name, own) : null);
}
