using RlQuery.Core.Signals;
using RlQuery.Core.Standard;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests;

/// <summary>The parts that tests name.</summary>
internal static class Known
{
    public static Parts Parts { get; } = StandardParts.Create();

    /// <summary>The signals that a task can give.</summary>
    public static IReadOnlyList<ISignal> SignalsOf(ITask task) => [.. Parts.All<ISignal>().Where(signal => signal.Needs.AreMetBy(task))];

    /// <summary>The state values that a task can give.</summary>
    public static IReadOnlyList<IStateValue> StatesOf(ITask task) => [.. Parts.All<IStateValue>().Where(value => value.Needs.AreMetBy(task))];
}
