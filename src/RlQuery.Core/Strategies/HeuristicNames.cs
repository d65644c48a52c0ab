using RlQuery.Core.Strategies.Regression;

namespace RlQuery.Core.Strategies;

/// <summary>The names that belong to heuristics, of whichever task: whatever else has a name in a table was learned.</summary>
public static class HeuristicNames
{
    /// <summary>Whether a name is that of a heuristic.</summary>
    /// <param name="name">Name of a strategy.</param>
    public static bool Contains(string name) => StrategyCatalog.Find(name) is not null || RegressionStrategyCatalog.Find(name) is not null;
}
