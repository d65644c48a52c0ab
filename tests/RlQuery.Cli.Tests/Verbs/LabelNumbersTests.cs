using System.Globalization;
using System.Text.RegularExpressions;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary><c>rlquery label --task regression</c>.</summary>
public sealed partial class LabelNumbersTests : TemporaryFolder
{
    [Fact]
    public void A_session_from_the_first_number_to_the_labelled_table()
    {
        string data = WriteNumbers(labelled: 0);
        CommandRun run = Label("3.50\n4\ns\nu\n-1e1\nq\n", "--data", data);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] answers = [.. run.OutputLines.Where(line => Answer().IsMatch(line)).Select(line => line.Split(" = ")[1])];
        Assert.Equal(["3.5", "4", "-10"], answers);
        Assert.Contains("[0..9 - .] a number  [s] skip  [u] undo  [c] correct  [#] note  [q] quit", run.OutputLines);
        Assert.Contains("answer: a number", run.OutputLines);
        Assert.Contains(run.OutputLines, line => Regex.IsMatch(line, "^answer: a number; the model expects [-0-9.E+]+, give or take [-0-9.E+]+$"));
        Assert.Contains(run.OutputLines, line => Regex.IsMatch(line, @"^why: .*; uncertainty \d\.\d\d, difficulty \d\.\d\d$"));
        Assert.Contains("undone", Label("u\nu\n-10.0\n", "--resume").OutputLines);
        string[] lines = File.ReadAllLines(At("session", "labelled.csv"));
        Assert.Equal(["-10", "3.5"], lines.Skip(1).Select(line => line.Split(',')[2]).Where(cell => cell.Length > 0).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_no_number_ends_a_script_and_the_row_is_asked_for_again()
    {
        string data = WriteNumbers(labelled: 6);
        CommandRun run = Label("12,5\n", "--data", data);
        Assert.Equal((2, "answer: \"12,5\" is no number; use digits with a point, such as 3.5, -2 or 1e6"), (run.ExitCode, Assert.Single(run.ErrorLines)));
        Assert.Equal(["answer: an empty line is not allowed; give a number, or s to skip"], Label("\n", "--resume").ErrorLines);
        Label("", "--resume", "--task", "classification").IsRefusedWith(
            "task: classification is not what the session was begun with (regression); leave it out");
        Label("", "--data", data, "--class", "a").IsRefusedWith("class: a is not allowed; answers of regression are numbers");
    }

    [Fact]
    public void Keys_type_numbers()
    {
        var pressed = new Queue<char>("-3.4\b5\r7\u001bnsc0 8\rq");
        CommandRun run = CommandRun.WithInput(
            ["label", "--session", At("session"), "--data", WriteNumbers(labelled: 6), "--task", "regression"], TextReader.Null,
            _ => Pressed(pressed.Dequeue()));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.OutputLines, line => line.EndsWith(" = -3.5", StringComparison.Ordinal));
        Assert.Contains("key: n does nothing here; use one of those in brackets", run.OutputLines);
        Assert.Contains("row 0 = 8 (corrected)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_is_shown_and_annotators_are_compared()
    {
        string data = WriteNumbers(labelled: 30);
        CommandRun run = Label("1\n2\n3\n", "--data", data, "--annotator", "ann", "--overlap", "1");
        Assert.Contains(run.OutputLines, line => Regex.IsMatch(line, @"^error 0\.\d+ at 10, .* labels \(RMSE in standard deviations, cross-validated\)$"));
        Assert.Equal(0, Label("1\n2\n2.5\n", "--resume", "--annotator", "bob").ExitCode);
        CommandRun agreement = CommandRun.Of("session", "agreement", At("session"));
        Assert.Contains(agreement.OutputLines, line => Regex.IsMatch(line, "^annotators +rows +same number +alpha$"));
        Assert.Contains(agreement.OutputLines, line => Regex.IsMatch(line, @"over 2 rows; disagreements left to settle: \d$"));
    }

    private CommandRun Label(string input, params string[] args) => CommandRun.WithInput(
        ["label", "--session", At("session"), .. args, .. args.Contains("--data") ? ["--task", "regression"] : Array.Empty<string>()], new StringReader(input));

    private string WriteNumbers(int labelled) => Write("numbers.csv", "x,y,price\n" + string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{i * 7 % 40},{i * 13 % 17},{(i < labelled ? $"{(i * 7 % 40 * 2.5) + (i % 3)}" : "")}\n"))));

    private static ConsoleKeyInfo Pressed(char key) => new(
        key, key switch { '\r' => ConsoleKey.Enter, '\u001b' => ConsoleKey.Escape, '\b' => ConsoleKey.Backspace, _ => ConsoleKey.None }, false, false, false);

    [GeneratedRegex(@"^row \d+ = ")]
    private static partial Regex Answer();
}
