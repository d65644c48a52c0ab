using RlQuery.MicrosoftML.Students;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class CompressVerbTests : TemporaryFolder
{
    [Fact]
    public void A_small_model_says_what_it_costs_and_predicts_a_new_table()
    {
        CommandRun run = CommandRun.Of(["compress", "--data", WriteTexts(), "--encoder", "minilm", "--seeds", "3-4", "--out", At("small")]);
        Assert.Equal(("", 0), (run.Error.Contains("compress: ", StringComparison.Ordinal) ? "" : run.Error, run.ExitCode));
        string[] head = run.OutputLines[0].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            ["model", "taught by", "accuracy", "less teacher", "balanced", "less teacher", "bytes", "times smaller", "texts a second"], head);
        Assert.StartsWith("teacher", run.OutputLines[1], StringComparison.Ordinal);
        Assert.Equal($"{At("small")}: the small models, taught by all labels that are told", run.OutputLines[^1]);
        Assert.Equal(["3", "4"], File.ReadLines(At("small", "seeds.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct());

        string fresh = Write("new.csv", "id,text\n1,a sour apple from the garden\n2,\n3,the fast train to the city\n");
        CommandRun predicted = CommandRun.Of(["compress", "predict", "--model", At("small", "n-grams.student"), "--data", fresh, "--out", At("out.csv")]);
        Assert.Equal(0, predicted.ExitCode);
        Assert.Equal($"{At("out.csv")}: 3 rows\n", predicted.Output);
        string[] lines = File.ReadAllLines(At("out.csv"));
        Assert.Equal("rlquery_row,label,probability", lines[0]);
        Assert.Matches(@"^0,fruit,0\.[5-9]\d{5}$", lines[1]);
        Assert.Matches(@"^1,(fruit|travel),0\.\d{6}$", lines[2]);
        Assert.Matches(@"^2,travel,0\.[5-9]\d{5}$", lines[3]);
    }

    [Fact]
    public void Bad_input_is_told_in_a_line_for_each_fault_and_nothing_is_written()
    {
        string data = WriteTexts();
        CommandRun.Of(["compress", "--data", data, "--seeds", "x", "--labels", "many", "--out", At("small")]).IsRefusedWith(
            "seeds: x is not allowed; use a range such as 0-19, from 0..2147383647 on, of at most 100000 seeds",
            "labels: many is not allowed; use 1..1000000");
        CommandRun.Of(["compress", "predict", "--model", data, "--data", data, "--out", data]).IsRefusedWith(
            $"out: {data} exists; name a new file", $"{data}: is no model of 'rlquery compress'");
        TextStudent.Fit(new TextLessons("message", ["a", "b"], ["one", "two"], [1, 0, 0, 1]), 0, 1).Save(At("m.student"));
        CommandRun.Of(["compress", "predict", "--model", At("m.student"), "--data", data, "--out", At("out.csv")]).IsRefusedWith(
            $"{data}: has no column message, which the model reads; there are text, label");
        Assert.False(Path.Exists(At("small")) || Path.Exists(At("out.csv")));
    }

    private string WriteTexts()
    {
        string[] fruit = ["apple", "pear", "garden", "sour", "sweet", "ripe"];
        string[] travel = ["train", "city", "fast", "road", "ticket", "station"];
        return Write("texts.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 40).Select(row =>
        {
            string[] words = row % 2 == 0 ? fruit : travel;
            string label = row % 5 == 4 ? "" : row % 2 == 0 ? "fruit" : "travel";
            return $"the {words[row % 6]} and the {words[(row + 2) % 6]} of {words[(row + 3) % 6]} {row},{label}\n";
        })));
    }
}
