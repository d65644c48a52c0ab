using System.Globalization;
using System.Text;
using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Tests.Data.Graphs;

/// <summary>Graphs from files.</summary>
public sealed class KnowledgeGraphTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cycle_a_loop_and_a_repeated_relation_are_read_as_one_relation_of_each_pair()
    {
        KnowledgeGraph graph = Read("g.tsv", "a\tr\tb\nb\tr\tc\nc\tr\ta\na\tother\tb\nb\tback\ta\na\tr\ta\n");
        Assert.Equal(3, graph.Count);
        Assert.Equal(3, graph.Relations);
        Assert.Equal(["b", "c"], NeighboursOf(graph, "a"));
    }

    [Fact]
    public void N_triples_and_the_same_table_give_the_same_graph()
    {
        KnowledgeGraph triples = Read("g.nt", "<urn:a> <urn:r> <urn:b> .\n# why\n\n<urn:c> <urn:r> <urn:b> .\r\n<urn:a> <urn:size> \"7\" .\n");
        KnowledgeGraph table = Read("g.tsv.gz", "urn:a\turn:r\turn:b\nurn:c\turn:r\turn:b\n");
        Assert.Equal(3, triples.Count);
        foreach (string name in (string[])["urn:a", "urn:b", "urn:c"])
        {
            Assert.Equal(NeighboursOf(table, name), NeighboursOf(triples, name));
        }
    }

    [Fact]
    public void Entities_are_found_by_their_labels_and_else_by_the_end_of_their_iri()
    {
        KnowledgeGraph graph = Read("g.nt", """
            <http://e.example/Q1> <http://www.w3.org/2000/01/rdf-schema#label> "Credit Card"@en .
            <http://e.example/Q1> <http://www.w3.org/2004/02/skos/core#altLabel> "plastic" .
            <http://e.example/Q1> <http://e.example/p> <http://e.example/kinds#bank_account> .
            """);
        Assert.Equal("http://e.example/Q1", Assert.Single(Find(graph, "My credit-card was lost")));
        Assert.Equal("http://e.example/Q1", Assert.Single(Find(graph, "PLASTIC!")));
        Assert.Equal("http://e.example/kinds#bank_account", Assert.Single(Find(graph, "a bank account")));
        Assert.Empty(Find(graph, "Q1, credit or account"));
    }

    [Fact]
    public void The_longest_name_wins()
    {
        KnowledgeGraph graph = Read("g.tsv", "new york\tin\tusa\nyork\tin\tengland\nnew york city\tin\tnew york\n");
        Assert.Equal(["new york city"], Find(graph, "New York City's subway"));
        Assert.Equal(["new york", "york"], Find(graph, "from York to New York").Order());
    }

    [Fact]
    public void Every_broken_line_is_named_up_to_ten()
    {
        var refused = Assert.Throws<InvalidInputException>(() =>
            Read("g.nt", $"<urn:a> <urn:r> <urn:b> .\nbroken\n{string.Concat(Enumerable.Repeat("<urn:a> <urn:r> <urn:b>\n", 11))}"));
        Assert.Equal(11, refused.Faults.Count);
        Assert.Contains("g.nt: line 2: a subject is needed at column 1", refused.Faults[0], StringComparison.Ordinal);
        Assert.Contains("line 3: a full stop", refused.Faults[1], StringComparison.Ordinal);
        Assert.Equal("... and 2 more", refused.Faults[10]);
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read("g.tsv", "a\tr\tb\na\tb\n")).Faults);
        Assert.EndsWith("g.tsv: line 2: 2 cells; use subject, relation and object, with a tab between them", fault, StringComparison.Ordinal);
        fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read("h.tsv", "a\t\tb\n")).Faults);
        Assert.Contains("line 1: an empty cell", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g.nt", "# nothing\n", "no triple")]
    [InlineData("g.tsv", "\n", "empty")]
    [InlineData("g.ttl", "<urn:a> <urn:r> <urn:b> .", "use N-Triples (.nt)")]
    public void A_file_without_a_graph_is_refused_in_one_line(string name, string text, string words) =>
        Assert.Contains(words, Assert.Single(Assert.Throws<InvalidInputException>(() => Read(name, text)).Faults), StringComparison.Ordinal);

    [Fact]
    public void A_million_triples_are_read_into_two_numbers_for_each()
    {
        const int Entities = 250_000;
        string path = _folder.Path("g.nt");
        using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)))
        {
            for (int i = 0; i < Entities; i++)
            {
                foreach (int step in (int[])[1, 2, 3, 5])
                {
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"<urn:{i}> <urn:r> <urn:{(i + step) % Entities}> .\n"));
                }
            }
        }
        var graph = KnowledgeGraph.Read(path);
        Assert.Equal(Entities, graph.Count);
        Assert.Equal(4 * Entities, graph.Relations);
        Assert.Equal(8, graph.Neighbours(graph.Find("urn:1000")!.Value).Length);
    }

    private KnowledgeGraph Read(string name, string text) => KnowledgeGraph.Read(_folder.Write(name, text));

    private static string[] NeighboursOf(KnowledgeGraph graph, string name) =>
        [.. graph.Neighbours(graph.Find(name)!.Value).ToArray().Select(graph.NameOf).Order(StringComparer.Ordinal)];

    private static string[] Find(KnowledgeGraph graph, string text) => [.. EntityText.Entities(text, graph.Words).Select(graph.NameOf)];
}
