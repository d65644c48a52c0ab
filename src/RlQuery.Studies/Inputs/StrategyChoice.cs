using RlQuery.Core;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Inputs;

/// <summary>The strategies that are asked for by name.</summary>
public static class StrategyChoice
{
    /// <summary>What an evaluation compares with when no strategy is named.</summary>
    private static readonly string[] Default = ["random", "margin", "entropy"];

    /// <summary>Heuristics by name; unknown and repeated ones are added to the faults.</summary>
    /// <param name="names">The names; none for the usual ones.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IEnumerable<IQueryStrategy> Heuristics(IReadOnlyList<string> names, Faults faults)
    {
        faults.Once("strategy", names);
        foreach (string name in names.Count == 0 ? Default : names.Distinct())
        {
            if (StrategyCatalog.Find(name) is IQueryStrategy strategy)
            {
                yield return strategy;
            }
            else
            {
                string[] known = [.. StrategyCatalog.All.Select(one => one.Name)];
                faults.Add(HeuristicNames.Contains(name)
                    ? $"strategy: '{name}' is for regression, and this is classification; use {string.Join(", ", known)}"
                    : $"strategy: '{name}' is unknown{NearestName.Hint(name, known)}");
            }
        }
    }
}
