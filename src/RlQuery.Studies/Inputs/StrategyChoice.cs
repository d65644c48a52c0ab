using RlQuery.Core;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>Finds strategies by name.</summary>
public static class StrategyChoice
{
    /// <summary>Heuristics by name; unknown and repeated ones, and those that do not fit the task, are added to the faults.</summary>
    /// <param name="names">The names; none for the defaults.</param>
    /// <param name="parts">Where they are found.</param>
    /// <param name="task">The task.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IEnumerable<IQueryStrategy> Heuristics(IReadOnlyList<string> names, Parts parts, ITask task, Faults faults)
    {
        // A strategy may be given by its name and an alias.
        faults.Once("strategy", names.Select(name => parts.TryFind<IQueryStrategy>(name)?.Name ?? name));
        foreach (string name in names.Count == 0 ? task.DefaultStrategies : names.Distinct())
        {
            IQueryStrategy? strategy = parts.TryFind<IQueryStrategy>(name);
            if (strategy is null)
            {
                faults.Add($"strategy: '{name}' is unknown{NearestName.Hint(name, [.. parts.StrategiesOf(task).Select(one => one.Name)])}");
            }
            else if (TaskFit.CheckStrategy(name, strategy, task, parts, faults))
            {
                yield return strategy;
            }
        }
    }
}
