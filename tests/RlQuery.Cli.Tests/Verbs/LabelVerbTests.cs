using System.Text.RegularExpressions;

namespace RlQuery.Cli.Tests.Verbs;

public sealed partial class LabelVerbTests : TemporaryFolder
{
    private static readonly string[] Begin = ["--class", "no", "--class", "yes"];

    [Fact]
    public void A_session_from_the_first_question_to_the_labelled_table()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        byte[] before = File.ReadAllBytes(data);
        CommandRun run = Label("no\nyes\ns\nu\nyes\nn maybe\nmaybe\nc 0 yes\nno\nno\nno\nno\n", ["--data", data]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(8, Questions(run).Distinct().Count());
        Assert.Equal(Enumerable.Range(4, 8), Questions(run).Distinct().Order());
        Assert.Contains("no row is left to label", run.OutputLines);
        Assert.Equal(before, File.ReadAllBytes(data));
        string[] lines = File.ReadAllLines(At("session", "labelled.csv"));
        Assert.Equal("x,y,label", lines[0]);
        Assert.Equal(File.ReadAllLines(data).Skip(1).Select(Features), lines.Skip(1).Select(Features));
        Assert.EndsWith(",yes", lines[1], StringComparison.Ordinal);
        Assert.Single(lines, line => line.EndsWith(",maybe", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.False(line.EndsWith(','), line));
    }

    [Fact]
    public void A_session_in_pieces_asks_what_one_in_one_piece_asks()
    {
        string data = WriteTable("data.csv", 40, row => row < 2);
        string[] answers = ["no", "yes", "s", "yes", "no", "u", "1", "2", "yes", "no", "no", "s", "yes"];
        string[] whole = [.. Label(string.Join('\n', answers), ["--data", data, "--holdout", "6"], "whole").OutputLines.Where(IsQuestion)];
        var pieces = new List<string>();
        for (int i = 0; i < answers.Length; i++)
        {
            string[] asked = [.. Label(answers[i], i == 0 ? ["--data", data, "--holdout", "6"] : ["--resume"]).OutputLines.Where(IsQuestion)];
            Assert.Equal(2, asked.Length);
            Assert.True(i == 0 || pieces[^1] == asked[0]);
            pieces.AddRange(i == 0 ? asked : asked[1..]);
        }
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void An_answer_that_is_no_class_ends_a_script_and_the_row_is_asked_for_again()
    {
        string data = WriteTable("data.csv", 20, row => row < 4);
        CommandRun run = Label("no\nyse\nno\n", ["--data", data]);
        Assert.Equal((2, 2), (run.ExitCode, Questions(run).Length));
        Assert.Equal(["label: \"yse\" is no class; did you mean 'yes'?"], run.ErrorLines);
        Assert.Equal(Questions(run)[1], Questions(Label("", ["--resume"]))[0]);
        Assert.Equal(["answer: an empty line is not allowed; name a class, or s to skip"], Label("\nno\n", ["--resume"]).ErrorLines);
    }

    [Fact]
    public void Keys_label_skip_undo_correct_and_name()
    {
        string data = WriteTable("data.csv", 20, row => row < 4);
        string[] pressed =
        [
            "z", "2", // No meaning; a class.
            "n\u001b", "nmayby\be\r", "/maybe\r", // Left with Escape; a letter taken back; a class by its name.
            "s", "u", "c99 yes\r", "c0 yes\r", "q", // A row that there is not may be answered again.
        ];
        CommandRun run = Keys(string.Concat(pressed), data);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("key: z does nothing here; use one of those in brackets", run.OutputLines);
        Assert.Contains("class maybe added", run.OutputLines);
        Assert.Contains(run.OutputLines, line => line.EndsWith("= maybe", StringComparison.Ordinal));
        Assert.Contains("undone", run.OutputLines);
        Assert.Contains("row: 99 is not allowed; use 0..19", run.Output, StringComparison.Ordinal);
        Assert.Contains("row 0 = yes (corrected)", run.Output, StringComparison.Ordinal);
        Assert.Contains("the session is kept: go on with --resume", run.OutputLines);
    }

    [Fact]
    public void Export_writes_the_table_and_asks_nothing()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Label("no\nno\n", ["--data", data]);
        CommandRun run = CommandRun.Of("session", "export", At("session"), "--out", At("out.csv"));
        Assert.Equal($"6 of 12 rows are labelled: {At("out.csv")}", Assert.Single(run.OutputLines));
        Assert.Equal(File.ReadAllText(At("session", "labelled.csv")), File.ReadAllText(At("out.csv")));
        Assert.Equal(2, CommandRun.Of("session", "export", At("session"), "--out", data).ExitCode);
    }

    [Theory]
    [InlineData("out.csv", "out.csv")]
    [InlineData("out.jsonl", "out.jsonl")]
    [InlineData("tasks.json", "tasks.json")]
    [InlineData("tasks.json", "tasks.xml")]
    public void Export_replaces_a_file_only_by_force_and_never_the_table(string export, string there)
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Label("no\n", ["--data", data]);
        Write(there, "mine");
        CommandRun.Of("session", "export", At("session"), "--out", At(export)).IsRefusedWith(
            $"export: {At(there)} exists; name a new file, or replace it with --force");
        Assert.Equal("mine", File.ReadAllText(At(there)));
        Assert.Equal(0, CommandRun.Of("session", "export", At("session"), "--out", At(export), "--force").ExitCode);
        Assert.NotEqual("mine", File.ReadAllText(At(there)));
        CommandRun.Of("session", "export", At("session"), "--out", data, "--force").IsRefusedWith(
            $"export: {data} is the table itself, which is never changed; name another file");
        Label("", ["--resume", "--force"]).IsRefusedWith("force: goes with --export FILE alone");
    }

    [Fact]
    public void More_rows_held_back_than_there_are_is_refused() =>
        Label("", ["--data", WriteTable("data.csv", 12, row => row < 4), "--holdout", "13"]).IsRefusedWith("holdout: 13 is not allowed; the table has 12 rows");

    [Fact]
    public void A_table_that_changed_is_refused_by_its_rows_and_one_that_was_moved_is_not()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Label("no\nno\n", ["--data", data]);
        string[] lines = File.ReadAllLines(data);
        (lines[6], lines[7]) = (lines[7], lines[6]);
        lines[1] = "9" + lines[1];
        string other = Write("other.csv", string.Join('\n', lines));
        Label("", ["--resume", "--data", other]).IsRefusedWith(
            $"{other}: row 0 (line 2) has changed", $"{other}: row 5 of the session moved to row 6 (line 8)",
            $"{other}: row 6 of the session moved to row 5 (line 7)",
            "the table has changed since the session began: put it back, or begin a new session");
        File.Move(data, At("moved.csv"));
        Assert.Equal([$"{data}: no such file; say where the session's table lies now with --data FILE"], Label("", ["--resume"]).ErrorLines);
        Assert.Equal(0, Label("no\n", ["--resume", "--data", At("moved.csv")]).ExitCode);
    }

    [Fact]
    public void Sessions_that_are_there_or_not_there_are_told_apart()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Label("", ["--resume"]).IsRefusedWith($"session: {At("session")} holds no session; begin one with 'rlquery label'");
        Label("no\n", ["--data", data]);
        CommandRun.Of("label", "--session", At("session")).IsRefusedWith($"session: {At("session")} was begun before; go on with --resume");
        Label("no\n", ["--data", data]).IsRefusedWith($"session: {At("session")} holds a session already; go on with --resume, or name another folder");
        Label("no\n", ["--data", data, "--resume", "--strategy", "entropy", "--seed", "3", "--class", "a"]).IsRefusedWith(
            "strategy: entropy is not what the session was begun with (margin); leave it out",
            "seed: 3 is not what the session was begun with (0); leave it out",
            "class: a is not what the session was begun with (no, yes); leave it out");
    }

    [Theory]
    [InlineData("count: 3 is not allowed; only of tasks of Label Studio, --export FILE.json, there is a number", "--resume", "--count", "3")]
    [InlineData("review: needs a session that was begun; use --resume", "--agreement", "--review")]
    [InlineData("annotator: ann is not allowed; --agreement is about everybody", "--agreement", "--annotator", "ann")]
    [InlineData("strategy: entropy is not what the session was begun with (margin); leave it out", "--resume", "--strategy", "entropy")]
    [InlineData("class: a is not what the session was begun with (none); leave it out", "--resume", "--class", "a")]
    public void An_option_that_would_do_nothing_is_refused(string fault, params string[] args)
    {
        CommandRun.WithInput(["label", "--session", At("session"), "--data", WriteTable("data.csv", 12, row => row < 4)], TextReader.Null);
        CommandRun.Of(["label", "--session", At("session"), .. args]).IsRefusedWith(fault);
    }

    [Fact]
    public void Without_a_class_the_key_that_names_one_is_told()
    {
        string data = Write("data.csv", "x,y,label\n1,2,\n3,5,\n");
        string[] lines = [.. CommandRun.WithInput(["label", "--session", At("session"), "--data", data], new StringReader("n spam\nq\n")).OutputLines];
        Assert.Single(lines, "there is no class yet: name the first with n");
        Assert.Contains("[1] spam", lines);
    }

    [Fact]
    public void All_faults_of_a_new_session_are_told_at_once_and_leave_no_folder()
    {
        Label("", ["--data", WriteTable("data.csv", 12), "--strategy", "margn", "--learner", "svm", "--holdout", "-1"]).IsRefusedWith(
            "strategy: 'margn' is unknown; did you mean 'margin'?",
            "learner: 'svm' is unknown; use " + string.Join(
                ", ", Core.Learners.LearnerParts.LearnersOf(Known.Parts, Core.Data.TargetKind.Class).Select(learner => learner.Name)),
            "holdout: -1 is not allowed; use 0..1000000",
            $"{At("data.csv")}: no row has an empty target cell; there is nothing to label");
        Assert.False(Directory.Exists(At("session")));
    }

    [Fact]
    public void A_policy_chooses_and_another_in_its_place_is_refused()
    {
        string data = WriteTable("data.csv", 20, row => row < 4);
        string policy = WritePolicy("mine");
        Assert.Equal(0, Label("no\nyes\n", ["--data", data, "--policy", policy]).ExitCode);
        Assert.Equal(0, Label("no\n", ["--resume"]).ExitCode);
        File.AppendAllText(Path.Combine(policy, "policy.json"), "\n");
        Label("no\n", ["--resume"]).IsRefusedWith($"policy: {policy} is not the policy that the session was begun with");
    }

    [Fact]
    public void Ctrl_C_keeps_what_was_answered()
    {
        string data = WriteTable("data.csv", 20, row => row < 4);
        int[] first = Questions(Label("no\nno\n", ["--data", data]));
        using var source = new CancellationTokenSource();
        CommandRun run = CommandRun.WithInput(
            ["label", "--session", At("session"), "--resume"], TextReader.Null,
            _ =>
            {
                source.Cancel();
                throw new OperationCanceledException(source.Token);
            },
            source.Token);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("the session is kept: go on with --resume", run.OutputLines[^1]);
        Assert.Equal(first[^1], Questions(Label("", ["--resume"]))[0]);
    }

    [Fact]
    public void What_would_steer_the_terminal_is_not_printed()
    {
        string data = Write("data.csv", "x,text,label\n1,\"a \u001b[2J b\",no\n2,\"c \u001b[2J\nd \u202Ee\",\n3,e,yes\n");
        CommandRun run = Label("", ["--data", data]);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains("text    c \uFFFD[2J d \uFFFDe", run.OutputLines);
    }

    private CommandRun Label(string input, string[] args, string session = "session") => CommandRun.WithInput(
        ["label", "--session", At(session), .. args, .. args.Contains("--resume") ? [] : Begin], new StringReader(input));

    private CommandRun Keys(string keys, string data)
    {
        var pressed = new Queue<char>(keys);
        return CommandRun.WithInput(["label", "--session", At("session"), "--data", data, .. Begin], TextReader.Null, _ => Pressed(pressed.Dequeue()));
    }

    private static ConsoleKeyInfo Pressed(char key) => new(
        key, key switch { '\r' => ConsoleKey.Enter, '\u001b' => ConsoleKey.Escape, '\b' => ConsoleKey.Backspace, _ => ConsoleKey.None }, false, false, false);

    private static int[] Questions(CommandRun run) =>
        [.. run.OutputLines.Select(line => Question().Match(line)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].Value, null))];

    private static bool IsQuestion(string line) => Question().IsMatch(line);

    private static string Features(string line) => line[..line.LastIndexOf(',')];

    [GeneratedRegex(@"^question \d+: row (\d+)")]
    private static partial Regex Question();
}
