using RlQuery.Core;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>Refuses strategies that look at what a task does not have, before anything runs.</summary>
public static class TaskFit
{
    /// <summary>Refuses a learned policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="task">The task.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="otherwise">What else would help, such as <c>, or give --task regression</c>; empty if nothing.</param>
    /// <returns>Whether it fits.</returns>
    public static bool CheckPolicy(LearnedStrategy policy, ITask task, Faults faults, string otherwise = "") =>
        Check("policy", policy.Strategy.Name, policy.Strategy, task, () => $"one that was trained for {task.Name}{otherwise}", faults);

    /// <summary>Refuses a heuristic or a strategy of one's own.</summary>
    /// <param name="name">What it was asked for by: its name or an alias.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="task">The task.</param>
    /// <param name="parts">Where strategies that fit are found.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>Whether it fits.</returns>
    public static bool CheckStrategy(string name, IQueryStrategy strategy, ITask task, Parts parts, Faults faults) =>
        Check("strategy", name, strategy, task, () => string.Join(", ", parts.StrategiesOf(task).Select(one => one.Name)), faults);

    private static bool Check(string kind, string name, IQueryStrategy strategy, ITask task, Func<string> fitting, Faults faults)
    {
        if (strategy.SignalList.Needs.Lack(task) is not string lack)
        {
            return true;
        }
        faults.Add($"{kind}: '{name}' {lack}; use {fitting()}");
        return false;
    }
}
