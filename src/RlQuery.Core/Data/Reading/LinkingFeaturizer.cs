using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Reading;

/// <summary>Links the rows of tables to a graph, and has another featurizer make their numbers.</summary>
/// <param name="graph">The graph.</param>
/// <param name="column">
/// The column of ids: names of entities, with semicolons between several in a cell. It is no feature. Null to find entities by the words of texts and
/// categories.
/// </param>
/// <param name="numbers">Makes the numbers.</param>
public sealed class LinkingFeaturizer(KnowledgeGraph graph, string? column, ITableFeaturizer numbers) : ITableFeaturizer
{
    // A word that stands nearly everywhere tells rows apart as little as "the".
    private const int MostShare = 10;
    private const int FewestRows = 10;

    /// <inheritdoc/>
    public ITableFeaturizer With(IReadOnlyList<string> encoders) => new LinkingFeaturizer(graph, column, numbers.With(encoders));

    /// <summary>Makes the numbers.</summary>
    internal ITableFeaturizer Numbers => numbers;

    /// <inheritdoc/>
    public FeaturizedTable Featurize(Table features) => Link(features, numbers.Featurize);

    /// <summary>Links the rows of a table, of which something else makes the numbers.</summary>
    internal FeaturizedTable Link(Table features, Func<Table, FeaturizedTable> encode)
    {
        var notes = new List<string>();
        int[][] entities = column is null ? ByWords(features, notes) : ByIds(features, notes);
        Table rest = column is null ? features : features with { Columns = [.. features.Columns.Where(own => own.Name != column)] };
        int linked = entities.Count(row => row.Length > 0);
        notes.Add(FormattableString.Invariant(
            $"{linked} of {features.Rows} rows are linked to {graph.Source}, {entities.Average(row => row.Length):F1} entities each"));
        FeaturizedTable made = encode(rest);
        return made with { Links = new EntityLinks(graph, entities), Notes = [.. made.Notes, .. graph.Notes, .. notes] };
    }

    private int[][] ByWords(Table features, List<string> notes)
    {
        TableColumn[] named = [.. features.Columns.Where(own => own.Kind is ColumnKind.Text or ColumnKind.Categorical)];
        var entities = new SortedSet<int>[features.Rows];
        for (int row = 0; row < features.Rows; row++)
        {
            entities[row] = [];
        }
        foreach (TableColumn own in named)
        {
            var known = new Dictionary<string, int[]>(StringComparer.Ordinal);
            int[][] found = new int[features.Rows][];
            for (int row = 0; row < features.Rows; row++)
            {
                string cell = own.CellOf(row) ?? "";
                found[row] = known.TryGetValue(cell, out int[]? before) ? before : known[cell] = EntityText.Entities(cell, graph.Words);
            }
            HashSet<int> everywhere = own.Kind == ColumnKind.Text ? Everywhere(found) : [];
            if (everywhere.Count > 0)
            {
                notes.Add($"column {MessageText.Quote(own.Name)}: {everywhere.Count} entities of more than a tenth of the rows are not linked");
            }
            for (int row = 0; row < features.Rows; row++)
            {
                entities[row].UnionWith(found[row].Where(entity => !everywhere.Contains(entity)));
            }
        }
        return Array.ConvertAll(entities, row => row.ToArray());
    }

    private static HashSet<int> Everywhere(int[][] found)
    {
        int most = Math.Max(FewestRows, found.Length / MostShare);
        return [.. found.SelectMany(row => row).CountBy(entity => entity).Where(entity => entity.Value > most).Select(entity => entity.Key)];
    }

    private int[][] ByIds(Table features, List<string> notes)
    {
        TableColumn ids = features.Columns.FirstOrDefault(own => own.Name == column) ?? throw new InvalidInputException(
            $"{features.Source}: graph-column: no column of features is '{column}'{NearestName.Hint(column!, [.. features.Columns.Select(own => own.Name)])}");
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        int known = 0;
        int[][] entities = new int[features.Rows][];
        for (int row = 0; row < features.Rows; row++)
        {
            var found = new SortedSet<int>();
            foreach (string id in IdsOf(ids.CellOf(row)))
            {
                if (graph.Find(id) is int entity)
                {
                    found.Add(entity);
                    known++;
                }
                else
                {
                    unknown.Add(id);
                }
            }
            entities[row] = [.. found];
        }
        if (known == 0)
        {
            string seen = unknown.Count > 0 ? $", such as {CellText.Show(unknown.Min!)}" : "";
            throw new InvalidInputException(
                $"{features.Source}: graph-column: '{column}' has no entity of {graph.Source}{seen}; it has, for example, {CellText.Show(graph.NameOf(0))}");
        }
        if (unknown.Count > 0)
        {
            notes.Add($"column {MessageText.Quote(column!)}: {unknown.Count} ids are not in {graph.Source}, such as {CellText.Show(unknown.Min!)}");
        }
        return entities;
    }

    private string[] IdsOf(string? cell) => cell is null ? []
        : graph.Find(cell) is not null ? [cell] : cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
