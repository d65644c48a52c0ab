using RlQuery.Core.Data;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Inputs;

/// <summary>Refuses strategies that look at a knowledge graph where there is none.</summary>
public static class GraphFit
{
    /// <summary>Checks one strategy.</summary>
    /// <param name="strategy">The strategy; null for none.</param>
    /// <param name="data">The sets that it is for.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static void Check(IQueryStrategy? strategy, IEnumerable<Dataset> data, Faults faults)
    {
        if (strategy?.SignalList.Needs.HasFlag(SignalNeeds.Graph) == true && data.FirstOrDefault(set => set.Links is null) is { } set)
        {
            faults.Add($"strategy: '{strategy.Name}' needs a knowledge graph, and {set.Name} has none; name it with --graph, or in the environment");
        }
    }
}
