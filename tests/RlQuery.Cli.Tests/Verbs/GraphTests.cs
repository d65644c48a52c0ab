using System.Text.Json.Nodes;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>Knowledge graphs on the command line: query, label, evaluate, and environment files.</summary>
public sealed class GraphTests : TemporaryFolder
{
    private const string Animals = "dog\tis\tanimal\ncat\tis\tanimal\nrose\tis\tplant\ntulip\tis\tplant\noak\tis\ttree\n";

    [Fact]
    public void Graph_coverage_asks_for_a_row_of_a_part_of_the_graph_without_a_label()
    {
        string graph = Write("g.tsv", Animals);
        string data = Write("mine.csv", "thing,size,label\ndog,1,a\ncat,2,b\ndog,1,\ncat,2,\nrose,2,\nrose,1,\noak,2,\n");
        CommandRun run = CommandRun.Of("query", "--strategy", "graph-coverage", "--data", data, "--count", "1", "--graph", graph, "--format", "csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("7 of 7 rows are linked to", run.Error, StringComparison.Ordinal);
        Assert.Contains(run.OutputLines[1].Split(',')[0], (string[])["4", "5"]);
    }

    [Fact]
    public void A_strategy_of_a_graph_is_refused_without_one_and_a_column_without_a_graph()
    {
        string data = Write("mine.csv", "thing,size,label\ndog,1,a\ncat,2,b\nrose,2,\n");
        CommandRun.Of("query", "--strategy", "graph-margin", "--data", data, "--count", "1")
            .IsRefusedWith("strategy: 'graph-margin' needs a knowledge graph, and mine has none; name it with --graph, or in the environment");
        CommandRun.Of("query", "--strategy", "margin", "--data", data, "--count", "1", "--graph-column", "thing")
            .IsRefusedWith("graph-column: thing is not allowed without a graph; name it with --graph");
    }

    [Fact]
    public void A_broken_graph_is_refused_by_its_lines()
    {
        string data = Write("mine.csv", "thing,size,label\ndog,1,a\ncat,2,b\nrose,2,\n");
        string graph = Write("g.nt", "<urn:a> <urn:r> <urn:b> .\n<urn:a> <urn:r>\n");
        CommandRun.Of("query", "--strategy", "margin", "--data", data, "--count", "1", "--graph", graph)
            .IsRefusedWith($"{graph}: line 2: an object is needed at column 16: an IRI between < and >, a blank node (_:name), or a text in quotes");
        CommandRun.Of("query", "--strategy", "margin", "--data", data, "--count", "1", "--graph", At("none.nt"))
            .IsRefusedWith($"{At("none.nt")}: no such file");
    }

    [Fact]
    public void A_session_keeps_its_graph_and_refuses_another()
    {
        string graph = Write("g.tsv", Animals);
        string data = Write("mine.csv", "id,size,label\ndog,1,a\ncat,2,b\ndog,1,\ncat,2,\nrose,2,\ntulip,1,\noak,2,\n");
        string[] begin =
        [
            "label", "--session", At("s"), "--data", data, "--strategy", "graph-coverage", "--graph", graph, "--graph-column", "id", "--class", "a",
            "--class", "b",
        ];
        CommandRun begun = CommandRun.WithInput(begin, new StringReader("a\n"));
        Assert.Equal(0, begun.ExitCode);
        Assert.Equal(0, CommandRun.WithInput(["label", "--session", At("s"), "--resume"], new StringReader("b\n")).ExitCode);
        Write("g.tsv", Animals + "elm\tis\ttree\n");
        CommandRun.Of("label", "--session", At("s"), "--resume").IsRefusedWith($"{graph}: the graph has changed since the session began; put it back");
        CommandRun.Of("label", "--session", At("s"), "--resume", "--graph", At("h.tsv"))
            .IsRefusedWith(
                $"graph: {At("h.tsv")} is not what the session was begun with ({graph}); leave it out",
                $"{graph}: the graph has changed since the session began; put it back");
    }

    [Fact]
    public void The_graph_of_an_environment_file_or_of_the_command_line_leaves_margins_curve_as_it_is()
    {
        Write("g.tsv", Animals);
        string[] things = ["dog", "cat", "rose", "tulip", "oak"];
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{things[i % 5]},{i % 7},{(i % 5 < 2 ? "animal" : "plant")}\n"));
        string data = Write("things.csv", $"thing,size,label\n{rows}");
        string plain = Write("plain.json", """{ "evaluation": ["things.csv"], "budget": 5 }""");
        string own = Write("own.json", """{ "evaluation": ["things.csv"], "budget": 5, "graph": "g.tsv" }""");
        string[] without = Curve(plain, "without", "margin");
        Assert.Equal(without, Curve(own, "own", "margin", "--strategy", "graph-margin"));
        Assert.Equal(without, Curve(plain, "given", "margin", "--strategy", "graph-margin", "--graph", At("g.tsv")));
        JsonNode set = JsonNode.Parse(File.ReadAllText(At("given", "manifest.json")))!["data"]![0]!;
        Assert.Equal("g.tsv", (string?)set["graph"]!["name"]);
        Write("wrong.json", """{ "evaluation": ["things.csv"], "graphColumn": "thing" }""");
        CommandRun.Of("evaluate", At("wrong.json"), "--strategy", "margin", "--out", At("no"))
            .IsRefusedWith($"{At("wrong.json")} line 1: graphColumn: thing is not allowed without a graph; name it in graph");
    }

    private string[] Curve(string environment, string name, string strategy, params string[] more)
    {
        CommandRun run = CommandRun.Of(["evaluate", environment, "--strategy", strategy, .. more, "--seeds", "0-1", "--out", At(name)]);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] lines = [.. File.ReadLines(At(name, "episodes.csv")).Where(line => line.Contains($",{strategy},", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        return lines;
    }
}
