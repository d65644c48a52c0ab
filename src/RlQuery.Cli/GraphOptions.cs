using System.CommandLine;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Data.Reading;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The options of a knowledge graph.</summary>
internal sealed class GraphOptions
{
    /// <summary>Makes the options.</summary>
    /// <param name="more">What else to say of the graph.</param>
    public GraphOptions(string more = "") => Graph = new("--graph")
    {
        HelpName = "FILE|FOLDER",
        Description = "Knowledge graph whose entities the rows speak of, for the signals and strategies named graph-...: N-Triples (.nt), a table of subject, "
            + $"relation and object (.tsv), or a folder of WordNet's files. {more}Default: none.",
    };

    /// <summary>The graph.</summary>
    public Option<string> Graph { get; }

    /// <summary>The column of ids.</summary>
    public Option<string> Column { get; } = new("--graph-column")
    {
        HelpName = "COLUMN",
        Description = "Column with names of the graph's entities, with semicolons between several; it is no feature. Default: entities are found by the words "
            + "of texts and categories.",
    };

    /// <summary>Both options.</summary>
    public Option[] All => [Graph, Column];

    /// <summary>The featurizer that also links rows to the graph of a command line; the very one where none is named.</summary>
    public ITableFeaturizer Link(ParseResult parsed, ITableFeaturizer numbers, Faults faults) =>
        Link(parsed.GetValue(Graph), parsed.GetValue(Column), numbers, faults);

    /// <summary>The same by its path and the name of the column.</summary>
    public static ITableFeaturizer Link(string? path, string? column, ITableFeaturizer numbers, Faults faults)
    {
        if (path is null && column is not null)
        {
            faults.Add($"graph-column: {column} is not allowed without a graph; name it with --graph");
        }
        return path is not null && faults.Collect(() => KnowledgeGraph.Read(path)) is { } graph ? new LinkingFeaturizer(graph, column, numbers) : numbers;
    }
}
