using System.Globalization;
using System.Text.Json.Nodes;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>A column that says what each label counts, in each command that learns from labels.</summary>
public sealed class LabelWeightCommandTests : TemporaryFolder
{
    [Fact]
    public void What_a_panel_joins_with_its_probability_is_a_table_that_query_learns_from()
    {
        Write("anna.csv", "rlquery_row,label\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},{(row % 2 == 0 ? "no" : "yes")}\n")));
        Write("ben.csv", "rlquery_row,label\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},{(row % 4 < 2 ? "no" : "yes")}\n")));
        string panel = Write(
            "panel.json", """{ "people": [ { "name": "anna", "answers": "anna.csv" }, { "name": "ben", "answers": "ben.csv" } ] }""");
        string data = WriteTable("data.csv", 60, row => row >= 40);
        string[] annotate = ["annotate", "--data", data, "--target", "label", "--panel", panel, "--record", At("r.db")];
        CommandRun run = CommandRun.Of(
            [.. annotate, "--join", "credibility", "--holdout", "5", "--out", At("answers.csv"), "--labelled", At("labelled.csv")]);
        Assert.Equal(0, run.ExitCode);
        string[] lines = File.ReadAllLines(At("labelled.csv"));
        string[] given = File.ReadAllLines(data);
        string[] answers = File.ReadAllLines(At("answers.csv"));
        Assert.Equal(given[0] + ",probability", lines[0]);
        // Rows that nobody answered stay open, labels that were there stay as they are.
        Assert.Equal(given[21..].Select(line => line + ","), lines[21..]);
        for (int row = 0; row < 20; row++)
        {
            Assert.Equal(given[row + 1] + string.Join(',', answers[row + 1].Split(',')[^2..]), lines[row + 1]);
        }
        string[] query = ["query", "--strategy", "margin", "--data", At("labelled.csv"), "--target", "label", "--count", "3", "--format", "csv", "--schema"];
        CommandRun weighted = CommandRun.Of([.. query, Schema("weight")]);
        CommandRun alike = CommandRun.Of([.. query, Write("alike.json", """{ "columns": { "probability": "ignore" } }""")]);
        Assert.Equal((0, 0), (weighted.ExitCode, alike.ExitCode));
        Assert.Contains(weighted.ErrorLines, line => line.Contains("column probability says what each label counts, ", StringComparison.Ordinal));
        Assert.NotEqual(alike.Output, weighted.Output);

        CommandRun.Of([.. annotate, "--out", At("same.csv"), "--labelled", At("same.csv")]).IsRefusedWith(
            $"labelled: {At("same.csv")} is not allowed; name a .csv file other than that of --out");
        CommandRun.Of([.. annotate, "--out", At("more.csv"), "--labelled", At("labelled.csv")]).IsRefusedWith(
            $"labelled: {At("labelled.csv")} exists; name a new file");
        string second = Write("second.csv", "x,probability,label\n1,1,no\n2,2,yes\n3,3,\n");
        CommandRun.Of("annotate", "--data", second, "--panel", panel, "--record", At("r.db"), "--out", At("o.csv"), "--labelled", At("l.csv")).IsRefusedWith(
            $"{second}: column probability has the name that is added to a labelled table; rename it");
    }

    [Fact]
    public void A_row_whose_label_counts_0_is_one_to_label()
    {
        string[] lines = File.ReadAllLines(WriteTable("data.csv", 30));
        string Line(int row) => row == 0 ? lines[0] + ",probability" : lines[row] + (row is 7 or 9 ? ",0" : ",0.9");
        string data = Write("weighted.csv", string.Join('\n', Enumerable.Range(0, lines.Length).Select(Line)) + "\n");
        string[] query = ["query", "--data", data, "--target", "label", "--schema", Schema("weight"), "--count", "5", "--format", "csv"];
        Assert.Equal(["6", "8"], CommandRun.Of(query).OutputLines.Skip(1).Select(line => line.Split(',')[0]).Order());
    }

    [Fact]
    public void An_evaluation_learns_from_weights_says_so_in_its_manifest_and_resumes_with_no_others()
    {
        string data = Weighted(row => row % 3 == 0 ? "0.1" : "1");
        string[] evaluate =
            ["evaluate", WriteEnvironment(), "--data", data, "--target", "label", "--strategy", "margin", "--strategy", "random", "--seeds", "0-1"];
        Assert.Equal(0, CommandRun.Of([.. evaluate, "--schema", Schema("weight"), "--out", At("weighted")]).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. evaluate, "--schema", Schema("ignore"), "--out", At("alike")]).ExitCode);
        Assert.NotEqual(File.ReadAllText(At("weighted", "episodes.csv")), File.ReadAllText(At("alike", "episodes.csv")));
        JsonNode Of(string folder) => JsonNode.Parse(File.ReadAllText(At(folder, "manifest.json")))!["data"]![0]!;
        Assert.Equal(64, Of("weighted")["labelWeights"]!.GetValue<string>().Length);
        Assert.Null(Of("alike")["labelWeights"]);
        Assert.Equal($"{Of("alike")["hash"]}", $"{Of("weighted")["hash"]}");
    }

    [Theory]
    [InlineData("clustering")]
    [InlineData("routing")]
    public void What_cannot_heed_weights_refuses_them_in_a_line(string environment)
    {
        string data = Weighted(row => row % 3 == 0 ? "0.1" : "1");
        CommandRun run = CommandRun.Of(
            "evaluate", Path.Combine(EnvironmentsFolder.Locate(), $"{environment}.json"), "--data", data, "--target", "label", "--schema", Schema("weight"),
            "--out", At("out"));
        string fault = environment == "clustering"
            ? "learner: 'pckmeans' does not heed the weights that the labels of weighted have; name another, or leave the column out"
            : "weighted: its labels have weights, and annotators are simulated from labels that are certain; leave the column of weights out";
        Assert.Equal((2, fault), (run.ExitCode, Assert.Single(run.ErrorLines, line => !line.StartsWith("note: ", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_session_learns_from_the_weights_of_its_table()
    {
        string data = Weighted(row => (0.5 + (row % 5 * 0.1)).ToString("F1", CultureInfo.InvariantCulture), labelled: 30);
        string[] label = ["label", "--data", data, "--target", "label", "--strategy", "margin", "--session", At("s"), "--schema"];
        CommandRun run = CommandRun.WithInput([.. label, Schema("weight")], new StringReader("yes\nq\n"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.ErrorLines, line => line.Contains("column probability says what each label counts, 0.5 to 0.9", StringComparison.Ordinal));
        Assert.Equal(0, CommandRun.Of("session", "export", At("s"), "--out", At("labelled.csv")).ExitCode);
        string[] before = File.ReadAllLines(data), after = File.ReadAllLines(At("labelled.csv"));
        (string Before, string After) = Assert.Single(before.Zip(after), pair => pair.First != pair.Second);
        // The answer of a person has no weight beside it.
        Assert.Equal(Before.Split(',')[..2], After.Split(',')[..2]);
        Assert.EndsWith(",yes,", After, StringComparison.Ordinal);
    }

    private string Schema(string kind) => Write($"{kind}.json", $$"""{ "columns": { "probability": "{{kind}}" } }""");

    private string Weighted(Func<int, string> weight, int labelled = 60)
    {
        string[] lines = File.ReadAllLines(WriteTable("data.csv", 60, row => row < labelled));
        return Write("weighted.csv", lines[0] + ",probability\n" + string.Concat(lines.Skip(1).Select((line, row) => $"{line},{weight(row)}\n")));
    }
}
