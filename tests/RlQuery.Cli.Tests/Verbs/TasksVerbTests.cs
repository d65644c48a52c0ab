using System.Text.Json;
using System.Xml.Linq;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class TasksVerbTests : TemporaryFolder
{
    private const string Hostile = "</td><script>alert(1)</script><img src=x onerror=y>&amp;\\\" 'q'";

    [Theory]
    [InlineData(".jsonl")]
    [InlineData(".json")]
    [InlineData(".html")]
    public void The_same_command_twice_gives_the_same_bytes(string ending)
    {
        string data = WriteTable("data.csv", 60, row => row < 20);
        string first = At("first" + ending);
        string second = At("second" + ending);
        Assert.Equal(0, Tasks(data, "--count", "5", "--out", first).ExitCode);
        Assert.Equal(0, Tasks(data, "--count", "5", "--out", second).ExitCode);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void Hostile_cells_end_no_element_and_no_text()
    {
        string quoted = Hostile.Replace("\"", "\"\"", StringComparison.Ordinal);
        string data = Write("data.csv", "note,x,label\n" + string.Concat(Enumerable.Range(0, 40).Select(row =>
            $"\"{quoted} {row}\",{row % 2 * 3}.{row},{(row < 10 ? row % 2 == 0 ? "<b>a" : "\"b\"\"&\"" : "")}\n")));
        Assert.Equal(0, Tasks(data, "--count", "4", "--out", At("page.html"), "--encoder", "n-grams").ExitCode);
        string page = File.ReadAllText(At("page.html"));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Equal(0, Tasks(data, "--count", "4", "--out", At("tasks.jsonl"), "--encoder", "n-grams").ExitCode);
        Assert.All(File.ReadAllLines(At("tasks.jsonl")), line =>
        {
            using var json = JsonDocument.Parse(line);
            int row = json.RootElement.GetProperty("rlquery_row").GetInt32();
            Assert.Equal($"{Hostile} {row}", json.RootElement.GetProperty("cells").GetProperty("note").GetString());
        });
        Assert.Equal(0, Tasks(data, "--count", "4", "--out", At("tasks.json"), "--encoder", "n-grams").ExitCode);
        Assert.Equal(["<b>a", "b\"&"], XDocument.Load(At("tasks.xml")).Descendants("Choice").Select(choice => choice.Attribute("value")!.Value));
    }

    [Fact]
    public void Probabilities_sum_to_one_in_every_line_and_ranks_count_up()
    {
        Assert.Equal(0, Tasks(WriteTable("data.csv", 60, row => row < 35), "--count", "6", "--out", At("tasks.jsonl")).ExitCode);
        string[] lines = File.ReadAllLines(At("tasks.jsonl"));
        for (int i = 0; i < lines.Length; i++)
        {
            using var json = JsonDocument.Parse(lines[i]);
            JsonElement task = json.RootElement;
            Assert.Equal(i + 1, task.GetProperty("rank").GetInt32());
            Assert.Equal(1, task.GetProperty("suggestions").EnumerateArray().Sum(one => one.GetProperty("probability").GetDouble()), 6);
            Assert.False(task.GetProperty("difficulty_is_calibrated").GetBoolean());
        }
    }

    [Fact]
    public void Label_Studio_is_given_predictions_with_scores_that_name_its_own_tags()
    {
        Assert.Equal(0, Tasks(WriteTable("data.csv", 60, row => row < 20), "--count", "3", "--out", At("tasks.json"), "--question", "Which?").ExitCode);
        XElement view = XDocument.Load(At("tasks.xml")).Root!;
        using var json = JsonDocument.Parse(File.ReadAllText(At("tasks.json")));
        Assert.Equal(3, json.RootElement.GetArrayLength());
        foreach (JsonElement task in json.RootElement.EnumerateArray())
        {
            Assert.Equal("Which?", task.GetProperty("data").GetProperty(view.Element("Header")!.Attribute("value")!.Value[1..]).GetString());
            JsonElement[] predictions = [.. task.GetProperty("predictions").EnumerateArray()];
            Assert.Equal(2, predictions.Length);
            Assert.Equal(1, predictions.Sum(one => one.GetProperty("score").GetDouble()), 6);
            Assert.All(predictions, one =>
            {
                JsonElement result = one.GetProperty("result")[0];
                Assert.Equal(view.Element("Choices")!.Attribute("name")!.Value, result.GetProperty("from_name").GetString());
                Assert.Equal(view.Element("Choices")!.Attribute("toName")!.Value, result.GetProperty("to_name").GetString());
            });
        }
    }

    [Fact]
    public void Recorded_answers_calibrate_the_difficulty()
    {
        string data = WriteTable("data.csv", 120, row => row < 20);
        string answers = Write("answers.csv", "rlquery_row,a,b,label,probability\n" + string.Concat(Enumerable.Range(30, 60).Select(row =>
            $"{row},{(row % 2 == 0 ? "no" : "yes")},{(row % 7 == 0 ? "" : row % 4 == 0 ? "yes" : row % 2 == 0 ? "no" : "yes")},,0.5\n")));
        CommandRun run = Tasks(data, "--count", "3", "--answers", answers);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(" recorded rows; Brier score in cross-validation ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_a_session_count_and_its_table_has_to_be_the_same()
    {
        string data = WriteTable("data.csv", 60, row => row < 10);
        Assert.Equal(0, Label(data, "yes\nno\n").ExitCode);
        CommandRun run = Tasks(data, "--count", "50", "--session", At("session"));
        Assert.Contains("50 rows were asked for, and 48 are open", run.Error, StringComparison.Ordinal);
        string other = WriteTable("other.csv", 61, row => row < 10);
        Assert.NotEmpty(Refused("--data", other, "--count", "1", "--session", At("session")));
    }

    [Fact]
    public void Without_labels_named_classes_are_suggested_by_their_shares()
    {
        CommandRun run = Tasks(WriteTable("data.csv", 30, _ => false), "--count", "2", "--class", "no", "--class", "yes");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("shares of the classes among 0 labels", run.Error, StringComparison.Ordinal);
        Assert.Equal(["0.500", "0.500"], run.OutputLines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]));
    }

    [Fact]
    public void Bad_input_is_told_in_a_line_for_each_fault_and_nothing_is_written()
    {
        string data = WriteTable("data.csv", 30, row => row < 10);
        Assert.Equal(
            ["count: 0 is not allowed; use 1..10000", $"out: {At("x.txt")} is not allowed; name a .html, .json, .jsonl file"],
            Refused("--data", data, "--count", "0", "--out", At("x.txt")));
        Assert.Equal([$"out: {data} is not allowed; name a .html, .json, .jsonl file"], Refused("--data", data, "--count", "1", "--out", data));
        Write("there.html", "mine");
        Assert.Equal(
            [$"out: {At("there.html")} exists; name a new file, or replace it with --force"],
            Refused("--data", data, "--count", "1", "--out", At("there.html")));
        Assert.Equal("mine", File.ReadAllText(At("there.html")));
        string none = WriteTable("none.csv", 30, _ => false);
        Assert.Equal([$"{none}: no class is known; at least 2 are needed: give --class NAME for each"], Refused("--data", none, "--count", "1"));
        string full = WriteTable("full.csv", 30, _ => true);
        Assert.Equal([$"{full}: no row is open; there is nothing to label"], Refused("--data", full, "--count", "1"));
    }

    [Theory]
    [InlineData("rlquery_row,a,b\n99,no,no\n", "line 2: rlquery_row: \"99\" is no row of ")]
    [InlineData("rlquery_row,a,b\nNaN,no,no\n", "line 2: rlquery_row: \"NaN\" is no row of ")]
    [InlineData("rlquery_row,a,b\n3,no,maybe\n", "line 2: row 3: \"maybe\" is no class of ")]
    [InlineData("rlquery_row,a,b\n3,no,no\n3,no,no\n", "line 3: row 3 is there twice; name each once")]
    [InlineData("rlquery_row,rlquery_hash,a,b\n3,00,no,no\n", "line 2: row 3 is of another table: ")]
    [InlineData("row,a,b\n3,no,no\n", " has no column rlquery_row; ")]
    [InlineData("rlquery_row,a,label\n3,no,no\n", " has 1 columns of annotators; at least 2 are needed")]
    public void Answers_of_another_table_are_refused(string text, string expected)
    {
        string[] faults = Refused("--data", WriteTable("data.csv", 30, row => row < 10), "--count", "1", "--answers", Write("answers.csv", text));
        Assert.Contains(expected, Assert.Single(faults), StringComparison.Ordinal);
    }

    private CommandRun Label(string data, string answers) => CommandRun.WithInput(
        ["label", "--data", data, "--session", At("session"), "--class", "no", "--class", "yes"], new StringReader(answers));

    private static CommandRun Tasks(string data, params string[] options) => CommandRun.Of(["tasks", "--data", data, "--strategy", "margin", .. options]);

    private static string[] Refused(params string[] options)
    {
        CommandRun run = CommandRun.Of(["tasks", "--strategy", "margin", .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        return [.. run.ErrorLines.Where(line => !line.StartsWith("note: ", StringComparison.Ordinal))];
    }
}
