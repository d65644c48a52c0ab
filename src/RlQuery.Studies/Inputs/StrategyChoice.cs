using RlQuery.Core;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>The strategies that are asked for by name.</summary>
public static class StrategyChoice
{
    /// <summary>Heuristics by name; unknown and repeated ones, and those that the task has nothing for, are added to the faults.</summary>
    /// <param name="names">The names; none for the usual ones.</param>
    /// <param name="task">The task.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IEnumerable<IQueryStrategy> Heuristics(IReadOnlyList<string> names, ITask task, Faults faults)
    {
        faults.Once("strategy", names);
        foreach (string name in names.Count == 0 ? task.DefaultStrategies : names.Distinct())
        {
            IQueryStrategy? strategy = StrategyCatalog.Find(name);
            if (strategy?.Schema.Needs.AreMetBy(task) == true)
            {
                yield return strategy;
                continue;
            }
            string[] known = [.. StrategyCatalog.Of(task).Select(one => one.Name)];
            faults.Add(strategy is not null
                ? $"strategy: '{name}' {strategy.Schema.Needs.Lack(task)}; use {string.Join(", ", known)}"
                : $"strategy: '{name}' is unknown{NearestName.Hint(name, known)}");
        }
    }
}
