using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Data.Reading;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>The knowledge graph that a session was begun with: it must not change under it.</summary>
internal static class SessionGraph
{
    /// <summary>The settings of a session with the graph of its table; the very ones where there is none.</summary>
    /// <param name="settings">The other settings.</param>
    /// <param name="table">The table as it was read.</param>
    /// <param name="column">The column of ids; null for none.</param>
    public static SessionSettings Keep(SessionSettings settings, Dataset table, string? column) => table.Links is not { } links ? settings
        : settings with { Graph = Path.GetFullPath(links.Graph.Source), GraphHash = links.Graph.Hash, GraphColumn = column };

    /// <summary>The featurizer that also links rows to the session's graph.</summary>
    /// <param name="begun">The session's settings.</param>
    /// <param name="numbers">Makes the numbers.</param>
    /// <exception cref="InvalidInputException">The graph is gone, or has changed.</exception>
    public static ITableFeaturizer Link(SessionSettings begun, ITableFeaturizer numbers)
    {
        if (begun.Graph is not { } path)
        {
            return numbers;
        }
        var graph = KnowledgeGraph.Read(path);
        return graph.Hash == begun.GraphHash ? new LinkingFeaturizer(graph, begun.GraphColumn, numbers)
            : throw new InvalidInputException($"{path}: the graph has changed since the session began; put it back");
    }
}
