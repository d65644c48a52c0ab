using System.Text.Json;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class AdviseVerbTests : TemporaryFolder
{
    [Fact]
    public void A_table_without_any_label_gets_a_verdict_when_its_classes_are_named()
    {
        CommandRun run = CommandRun.Of("advise", "--data", WriteTable("data.csv", 300, _ => false), "--class", "no", "--class", "yes");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("300 rows, 2 features in 2.0 effective dimensions, 2 classes", run.OutputLines[0], StringComparison.Ordinal);
        Assert.Matches("^(Worth it|Take margin|Little to gain): ", run.OutputLines[^1]);
        Assert.Equal(["10", "20", "40", "100"], run.OutputLines[3..7].Select(line => line.TrimStart().Split(' ')[0]));
    }

    [Fact]
    public void Labels_name_the_classes_and_the_answer_is_the_same_twice()
    {
        string data = WriteTable("data.csv", 120, row => row < 10);
        CommandRun run = CommandRun.Of("advise", "--data", data, "--target", "label", "--format", "json");
        Assert.Equal(run.Output, CommandRun.Of("advise", "--data", data, "--target", "label", "--format", "json").Output);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetProperty("classes").GetInt32());
        Assert.Equal(4, json.RootElement.GetProperty("expected").GetArrayLength());
        Assert.Equal(1, json.RootElement.GetProperty("balance").GetDouble());
        foreach (JsonElement row in json.RootElement.GetProperty("expected").EnumerateArray())
        {
            foreach (string name in (string[])["margin_over_random", "policy_over_random", "policy_over_margin"])
            {
                double[] gain = [.. row.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
                Assert.True(gain[1] <= gain[0] && gain[0] <= gain[2], $"{row}");
            }
        }
    }

    [Fact]
    public void Without_a_column_of_labels_every_column_is_a_feature()
    {
        string data = Write("data.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(row => $"{row},{row % 7}\n")));
        using var json = JsonDocument.Parse(
            CommandRun.Of("advise", "--data", data, "--target", "none", "--class", "a", "--class", "b", "--class", "c", "--format", "json").Output);
        Assert.Equal(2, json.RootElement.GetProperty("features").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("classes").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("balance").ValueKind);
    }

    [Fact]
    public void Of_a_policy_that_was_not_measured_only_margin_is_told()
    {
        CommandRun run = CommandRun.Of("advise", "--data", WriteTable("data.csv", 120, row => row < 10), "--policy", WritePolicy("own"));
        Assert.Contains("own was not measured on sets that it never saw; only margin is compared", run.OutputLines);
        Assert.DoesNotContain("Worth it", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.StartsWith($"{At("none.csv")}: no such file", Refused("--data", At("none.csv"), "--class", "a", "--class", "b")[0], StringComparison.Ordinal);

    [Fact]
    public void Without_target_and_classes_the_line_says_what_to_give()
    {
        string data = Write("data.csv", "x,y\n1,2\n3,4\n");
        Assert.Equal(
            [$"{data}: no class is known; at least 2 are needed: give --class NAME for each, or name the column of labels by --target"],
            Refused("--data", data, "--target", "none"));
        string open = WriteTable("open.csv", 10, _ => false);
        Assert.Equal(
            [$"{open}: no class is known; at least 2 are needed: give --class NAME for each, or name the column of labels by --target"],
            Refused("--data", open));
    }

    [Fact]
    public void One_class_is_too_few()
    {
        string data = Write("data.csv", "x,label\n1,spam\n3,\n4,spam\n");
        Assert.Equal(
            [$"{data}: only the class spam is known; at least 2 are needed: give --class NAME for each, or name the column of labels by --target"],
            Refused("--data", data));
        Assert.Equal(["class: 'spam' is given twice; name each once"], Refused("--data", data, "--class", "spam", "--class", "spam", "--class", "ham"));
    }

    [Theory]
    [InlineData("x,label\n")]
    [InlineData("")]
    public void A_table_without_rows_is_refused(string text) => Assert.NotEmpty(Refused("--data", Write("data.csv", text), "--class", "a", "--class", "b"));

    [Fact]
    public void What_is_no_number_is_read_as_query_reads_it()
    {
        string data = Write("data.csv", "x,y,label\nNaN,1,a\n2,3,b\n4,5,\n6,7,\n");
        CommandRun query = CommandRun.Of("query", "--data", data, "--count", "1");
        CommandRun advise = CommandRun.Of("advise", "--data", data);
        Assert.Equal(query.ExitCode, advise.ExitCode);
        Assert.Equal(query.Error, advise.Error);
    }

    [Fact]
    public void Faults_of_options_come_all_at_once()
    {
        string[] faults = Refused("--data", At("none.csv"), "--policy", At("nowhere"), "--format", "tabel", "--header", "maybe");
        Assert.Equal(4, faults.Length);
    }

    private static string[] Refused(params string[] options)
    {
        CommandRun run = CommandRun.Of(["advise", .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        return run.ErrorLines;
    }
}
