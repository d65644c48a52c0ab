using System.Globalization;
using System.Text.Json;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class QueryVerbTests : TemporaryFolder
{
    private static readonly Func<int, bool> FirstTen = row => row < 10;

    [Fact]
    public void The_table_alone_stands_on_the_output_best_first()
    {
        CommandRun run = Query(WriteTable("data.csv", 40, FirstTen), "--count", "5");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal(["row", "score", "uncertainty", "difficulty", "reason"], run.OutputLines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        int[] rows =
            [.. run.OutputLines.Skip(1).Select(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture))];
        Assert.Equal(5, rows.Distinct().Count());
        Assert.All(rows, row => Assert.InRange(row, 10, 39));
    }

    [Fact]
    public void Every_format_prints_the_same_rows()
    {
        string data = WriteTable("data.csv", 40, FirstTen);
        string[] csv = Query(data, "--count", "4", "--format", "csv").OutputLines;
        Assert.Equal("row,score,uncertainty,difficulty,reason,margin,density,leverage", csv[0]);
        using var json = JsonDocument.Parse(Query(data, "--count", "4", "--format", "json").Output);
        Assert.Equal(csv.Skip(1).Select(line => line.Split(',')[0]), json.RootElement.EnumerateArray().Select(row => $"{row.GetProperty("row")}"));
        Assert.All(json.RootElement.EnumerateArray(), row => Assert.Equal(3, row.GetProperty("signals").EnumerateObject().Count()));
        Assert.Equal(
            csv.Skip(1).Select(line => line.Split(',')[0]),
            Query(data, "--count", "4").OutputLines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
    }

    [Fact]
    public void Every_row_has_uncertainty_difficulty_and_a_reason_in_every_format()
    {
        string data = WriteTable("data.csv", 60, row => row < 20);
        string[] query = ["query", "--strategy", "margin", "--data", data, "--count", "6", "--format"];
        string[][] csv = [.. CommandRun.Of([.. query, "csv"]).OutputLines.Skip(1).Select(line => line.Split(','))];
        Assert.Equal(6, csv.Length);
        Assert.All(csv, row => Assert.Equal((1 - double.Parse(row[5], CultureInfo.InvariantCulture)).ToString("F3", CultureInfo.InvariantCulture), row[2]));
        Assert.All(csv, row => Assert.InRange(double.Parse(row[3], CultureInfo.InvariantCulture), 0, 1));
        Assert.All(csv, row => Assert.Equal("the model wavers between two classes", row[4]));
        string[] lines = CommandRun.Of([.. query, "jsonl"]).OutputLines;
        Assert.Equal(csv.Select(row => string.Join(' ', row[..5])), lines.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            JsonElement row = json.RootElement;
            double Number(string name) => row.GetProperty(name).GetDouble();
            return FormattableString.Invariant(
                $"{row.GetProperty("row")} {Number("score"):F6} {Number("uncertainty"):F3} {Number("difficulty"):F3} {row.GetProperty("reason")}");
        }));
        Assert.Equal(csv.Select(row => string.Join(' ', row[..5])), CommandRun.Of([.. query, "table"]).OutputLines.Skip(1).Select(line =>
        {
            string[] cells = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            return string.Join(' ', cells);
        }));
    }

    [Fact]
    public void Every_line_of_csv_has_as_many_cells_as_its_header()
    {
        // Beyond the uncertain rows come those of which nothing is to be said but a sentence with a comma.
        string[] lines = Query(WriteTable("data.csv", 40, FirstTen), "--count", "30", "--format", "csv").OutputLines;
        Assert.Contains(lines, line => line.Contains(",\"the best that is left, though no signal by itself sets it apart", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal(8, line.Split('"').Where((_, i) => i % 2 == 0).Sum(part => part.Count(c => c == ',')) + 1));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    public void A_score_that_is_rounded_to_nothing_has_no_sign(string format) => Assert.DoesNotContain(
        "-0.000000",
        CommandRun.Of("query", "--data", Write("data.csv", "x,label\n1,a\n3,b\n2,\n2.0000001,\n"), "--count", "2", "--format", format).Output,
        StringComparison.Ordinal);

    [Fact]
    public void A_strategy_chooses_with_a_learner_and_not_beside_a_policy()
    {
        string data = WriteTable("data.csv", 40, FirstTen);
        string plain = CommandRun.Of("query", "--data", data, "--count", "5").Output;
        Assert.Equal(plain, CommandRun.Of("query", "--data", data, "--count", "5", "--strategy", "margin", "--learner", "logistic-regression").Output);
        Assert.NotEqual(plain, CommandRun.Of("query", "--data", data, "--count", "5", "--learner", "naive-bayes").Output);
        Query(data, "--count", "1", "--strategy", "margin").IsRefusedWith(
            "policy: chooses with the learner that it was trained with; give either --policy or --strategy and --learner");
        CommandRun.Of("query", "--data", data, "--count", "1", "--strategy", "magin").IsRefusedWith("strategy: 'magin' is unknown; did you mean 'margin'?");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fewer_than_two_classes_ask_for_representative_rows(int labelled)
    {
        CommandRun run = Query(WriteTable("data.csv", 40, row => row < labelled), "--count", "3", "--format", "csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("row,score,uncertainty,difficulty,reason,density,coverage", run.OutputLines[0]);
        Assert.Equal(4, run.OutputLines.Length);
        Assert.All(run.OutputLines.Skip(1), line => Assert.Equal(["", ""], line.Split(',')[2..4]));
        Assert.Equal(["fewer than two classes are labelled so far: representative rows first"], run.ErrorLines);
    }

    [Fact]
    public void A_target_of_numbers_that_seldom_repeat_is_said_to_be_taken_for_classes()
    {
        string rows = string.Concat(Enumerable.Range(0, 24).Select(i => FormattableString.Invariant($"{i},{(i < 20 ? $"{i}.5" : "")}\n")));
        CommandRun run = CommandRun.Of("query", "--data", Write("data.csv", "x,price\n" + rows), "--target", "price", "--count", "1");
        const string Warning = "the target has 20 different numbers in 20 labels: each is taken for a class (--task regression takes them for numbers)";
        Assert.Equal((0, Warning), (run.ExitCode, Assert.Single(run.ErrorLines)));
    }

    [Fact]
    public void Rows_are_asked_for_whose_answers_are_numbers()
    {
        string rows = string.Concat(Enumerable.Range(0, 24).Select(i => FormattableString.Invariant($"{i},{(i is > 3 and < 20 ? $"{i}.5" : "")}\n")));
        string data = Write("data.csv", "x,price\n" + rows);
        CommandRun run = CommandRun.Of("query", "--data", data, "--task", "regression", "--count", "3", "--format", "csv");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("row,score,uncertainty,difficulty,reason,coverage", run.OutputLines[0]);
        Assert.StartsWith("0,", run.OutputLines[1], StringComparison.Ordinal);
        Assert.All(run.OutputLines.Skip(1), line => Assert.InRange(double.Parse(line.Split(',')[2], null), 0.0, 1.0));
        CommandRun.Of("query", "--data", data, "--task", "regresion", "--count", "1").IsRefusedWith(
            "task: 'regresion' is unknown; did you mean 'regression'?");
        CommandRun.Of("query", "--data", data, "--policy", "regression", "--count", "1").IsRefusedWith(
            "policy: 'regression' needs predicted numbers, and classes are predicted; use one that was trained for classification, or give --task regression");
        CommandRun misfit = CommandRun.Of("query", "--data", data, "--task", "regression", "--count", "1", "--strategy", "margin", "--learner", "naive-bayes");
        Assert.StartsWith("strategy: 'margin' needs class probabilities, and numbers are predicted; use ", misfit.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith("learner: 'naive-bayes' predicts classes, and numbers are asked for; use ", misfit.ErrorLines[1], StringComparison.Ordinal);
        CommandRun cold = CommandRun.Of("query", "--data", Write("cold.csv", "x,price\n1,2\n3,\n5,\n"), "--task", "regression", "--count", "1");
        Assert.Equal((0, "fewer than two different numbers are labelled so far: representative rows first"), (cold.ExitCode, Assert.Single(cold.ErrorLines)));
    }

    [Fact]
    public void A_count_beyond_the_pool_prints_the_whole_pool_and_says_so()
    {
        CommandRun run = Query(WriteTable("data.csv", 40, FirstTen), "--count", "1000");
        Assert.Equal(1 + 30, run.OutputLines.Length);
        Assert.Equal(["note: 1000 rows were asked for, and 30 have no label: all of them are printed"], run.ErrorLines);
        Assert.Equal("", Query(At("data.csv"), "--count", "30").Error);
    }

    [Fact]
    public void A_seed_draws_other_rows_and_the_same_seed_the_same()
    {
        string data = WriteTable("data.csv", 200, FirstTen);
        string Drawn(params string[] seed) => CommandRun.Of(["query", "--strategy", "random", "--data", data, "--count", "10", .. seed]).Output;
        Assert.Equal(Drawn("--seed", "7"), Drawn("--seed", "7"));
        Assert.Equal(Drawn(), Drawn("--seed", "0"));
        Assert.NotEqual(Drawn(), Drawn("--seed", "7"));
        CommandRun.Of("query", "--data", data, "--count", "1", "--seed", "-1").IsRefusedWith("seed: -1 is not allowed; use 0..2147483647");
    }

    [Fact]
    public void Sets_of_classes_can_be_asked_for()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},{(row % 3 == 0 ? "" : row % 2 == 0 ? "sun;sea" : "{}")}\n"));
        CommandRun run = CommandRun.Of("query", "--task", "multilabel", "--data", Write("sets.csv", "x,label\n" + rows), "--count", "3");
        Assert.Equal((0, 4), (run.ExitCode, run.OutputLines.Length));
    }

    [Fact]
    public void Ctrl_C_exits_with_130_and_prints_no_row()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CommandRun run = CommandRun.Of(
            source.Token, "query", "--policy", WritePolicy("policy"), "--data", WriteTable("data.csv", 40, FirstTen), "--count", "5");
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public void The_target_column_may_stand_anywhere()
    {
        string data = Write("data.csv", "label,x\nno,1\nyes,3\n,2\n?,9\nNA,2.5\n");
        CommandRun run = Query(data, "--target", "label", "--count", "9", "--format", "csv");
        Assert.Equal(["2", "3", "4"], run.OutputLines.Skip(1).Select(line => line.Split(',')[0]).Order());
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        CommandRun.Of("query", "--policy", At("none"), "--data", WriteTable("data.csv", 12), "--count", "0", "--format", "jsn").IsRefusedWith(
            $"{At("none")}: no such folder; a policy is a folder with policy.json and policy.safetensors",
            "count: 0 is not allowed; use 1..1000000",
            "format: 'jsn' is unknown; did you mean 'json'?",
            $"{At("data.csv")}: no row has an empty target cell; there is nothing to label");
    }

    [Fact]
    public void A_damaged_policy_is_refused()
    {
        string policy = WritePolicy("mine");
        byte[] weights = File.ReadAllBytes(Path.Combine(policy, "policy.safetensors"));
        File.WriteAllBytes(Path.Combine(policy, "policy.safetensors"), weights[..(weights.Length / 2)]);
        CommandRun run = CommandRun.Of("query", "--policy", policy, "--data", WriteTable("data.csv", 40, FirstTen), "--count", "1");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(Path.Combine(policy, "policy.safetensors"), Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private CommandRun Query(string data, params string[] args) => CommandRun.Of(["query", "--policy", WritePolicy("mine"), "--data", data, .. args]);
}
