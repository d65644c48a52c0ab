namespace RlQuery.Core.Data.Graphs;

/// <summary>Which entities of a graph the rows of a data set, or the items of a pool, speak of.</summary>
public sealed class EntityLinks
{
    private readonly int[][] _entities;

    /// <summary>Takes over its parts.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="entities">Entities of each row, ascending, each once; none where nothing is known.</param>
    /// <exception cref="ArgumentException">An entity is not in the graph, or they are not ascending.</exception>
    public EntityLinks(KnowledgeGraph graph, int[][] entities)
    {
        foreach (int[] row in entities)
        {
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] < (i == 0 ? 0 : row[i - 1] + 1) || row[i] >= graph.Count)
                {
                    throw new ArgumentException($"entities {string.Join(", ", row)}; use ascending ones of 0..{graph.Count - 1}", nameof(entities));
                }
            }
        }
        Graph = graph;
        _entities = entities;
    }

    /// <summary>The graph.</summary>
    public KnowledgeGraph Graph { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _entities.Length;

    /// <summary>Entities of a row, ascending, each once.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public ReadOnlySpan<int> Of(int row) => _entities[row];

    /// <summary>The links of some rows.</summary>
    /// <param name="rows">The rows.</param>
    internal EntityLinks Among(int[] rows) => new(Graph, Array.ConvertAll(rows, row => _entities[row]));
}
