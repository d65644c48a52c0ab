using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Strategies;

/// <summary>Strategies among parts, by the tasks that they fit.</summary>
internal static class StrategyParts
{
    /// <summary>The strategies that a task can run, in their order.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<IQueryStrategy> StrategiesOf(this Parts parts, ITask task) =>
        [.. parts.All<IQueryStrategy>().Where(strategy => strategy.SignalList.Needs.AreMetBy(task))];
}
