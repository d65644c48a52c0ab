using Microsoft.Data.Sqlite;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary><c>rlquery evaluate --logged</c>.</summary>
public sealed class EvaluateLoggedTests : TemporaryFolder
{
    private static readonly string[] Explored = ["--explore", "0.6", "--holdout", "10"];

    [Fact]
    public void Policies_are_estimated_from_a_session_and_the_same_command_gives_the_same_bytes()
    {
        Label("session", 40, Explored);
        string[] args = ["--logged", At("session"), "--strategy", "entropy", "--strategy", "random", "--policy", WritePolicy("mine")];
        CommandRun run = Evaluate("out", args);
        Assert.Equal(0, run.ExitCode);
        foreach (string policy in (string[])["session", "mine", "entropy", "random"])
        {
            Assert.Equal(2, run.OutputLines.Count(line => line.StartsWith($"{policy} ", StringComparison.Ordinal)));
        }
        Assert.Contains("gain per query at the states of the session, one step, on its held-back rows; 95 % intervals", run.OutputLines);
        Assert.Equal(["differences.png", "differences.svg", "estimates.csv", "manifest.json"], Content(At("out")).Select(file => file.Name));
        Evaluate("again", args);
        Assert.Equal(Content(At("out")), Content(At("again")));
    }

    [Fact]
    public void A_policy_that_seldom_agrees_with_the_session_is_warned_of()
    {
        Label("session", 20, "--explore", "0.1", "--holdout", "6");
        CommandRun run = Evaluate("out", "--logged", At("session"), "--strategy", "core-set");
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.ErrorLines, line => line.StartsWith("warning: core-set: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_sessions_count_together_and_numbers_have_their_own_metric()
    {
        Label("one", 30, Explored);
        Label("two", 30, [.. Explored, "--seed", "3"]);
        int Queries(params string[] sessions)
        {
            string folder = string.Join('-', sessions) + "-out";
            Assert.Equal(0, Evaluate(folder, [.. sessions.SelectMany(one => (string[])["--logged", At(one)]), "--strategy", "random"]).ExitCode);
            return int.Parse(File.ReadAllLines(At(folder, "estimates.csv"))[1].Split(',')[2], System.Globalization.CultureInfo.InvariantCulture);
        }
        Assert.Equal(Queries("one") + Queries("two"), Queries("one", "two"));

        string numbers = Write("numbers.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 60},{(i < 8 ? i * 7 % 60 : "")}\n")));
        string answers = string.Join('\n', Enumerable.Range(0, 30).Select(i => i % 5));
        CommandRun.WithInput(["label", "--session", At("numbers"), "--data", numbers, "--task", "regression", .. Explored], new StringReader(answers));
        CommandRun run = Evaluate("numbers-out", "--logged", At("numbers"), "--strategy", "random");
        Assert.Contains(run.OutputLines, line => line.StartsWith("random ", StringComparison.Ordinal) && line.Contains(" rmse ", StringComparison.Ordinal));
        Evaluate("mixed", "--logged", At("one"), "--logged", At("numbers"), "--strategy", "random").IsRefusedWith(
            $"logged: {At("numbers")} is regression, and the first session classification; estimate them apart");
    }

    [Fact]
    public void A_session_that_says_nothing_of_other_policies_is_refused()
    {
        Label("plain", 12, "--holdout", "6");
        Label("blind", 12, "--explore", "0.5");
        Label("empty", 0, Explored);
        Label("early", 1, Explored);
        Evaluate("out", "--logged", At("plain")).IsRefusedWith(
            $"logged: {At("plain")} has 13 questions, none drawn by lot, so it says nothing of other policies; "
            + "begin a session with 'rlquery label --explore 0.3'");
        Evaluate("out", "--logged", At("blind")).IsRefusedWith(
            $"logged: {At("blind")} holds no rows back to measure what an answer adds; begin a session with 'rlquery label --holdout 50'");
        Evaluate("out", "--logged", At("empty")).IsRefusedWith(
            $"logged: {At("empty")} has no answer yet to a question that was drawn by lot; label some rows first",
            $"logged: {At("empty")} has no answer yet to a row that is held back; label some rows first");
        Evaluate("out", "--logged", At("early")).IsRefusedWith($"logged: {At("early")} has no answer yet to a row that is held back; label some rows first");
        Evaluate("out", "--logged", At("nothing")).IsRefusedWith($"session: {At("nothing")} holds no session; begin one with 'rlquery label'");
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public void What_does_not_fit_the_session_is_refused()
    {
        Label("session", 20, Explored);
        string other = WriteTable("other.csv", 80, row => row < 4);
        string numbers = Path.Combine(Repository.Root, "policies", "regression");
        Assert.Contains(
            "the table has changed since the session began: put it back, or begin a new session",
            Evaluate("out", "--logged", At("session"), "--data", other).ErrorLines);
        Evaluate("out", "--logged", At("session"), "--data", other, "--data", other).IsRefusedWith(
            "data: 2 tables and 1 sessions; name the table of each session in their order, or none");
        Evaluate("out", "--logged", At("session"), "--logged", At("session")).IsRefusedWith($"logged: '{At("session")}' is given twice; name each once");
        Assert.Contains("'regression' needs predicted numbers", Assert.Single(Evaluate("out", "--logged", At("session"), "--policy", numbers).ErrorLines));
        Assert.Contains("measures regression", Assert.Single(Evaluate("out", "--logged", At("session"), "--metric", "rmse").ErrorLines));
        Evaluate("out", "env.json", "--logged", At("session"), "--seeds", "0-3", "--controls").IsRefusedWith(
            "ENV.json: env.json is not allowed with --logged; a session has its own table and learner",
            "seeds: not allowed with --logged; use --logged, --policy, --strategy, --metric, --data, --no-cache, --out",
            "controls: not allowed with --logged; use --logged, --policy, --strategy, --metric, --data, --no-cache, --out");
        Evaluate("out").IsRefusedWith("ENV.json: missing; name an environment file, or a labelling session with --logged SESSION");
        Directory.CreateDirectory(At("out"));
        Evaluate("out", "--logged", At("session")).IsRefusedWith($"out: {At("out")} exists; name a new folder, or remove it first");
    }

    [Fact]
    public void Damaged_probabilities_are_found_out()
    {
        Label("session", 20, Explored);
        using (var connection = new SqliteConnection($"Data Source={At("session", "session.db")};Pooling=false"))
        {
            connection.Open();
            using SqliteCommand damage = connection.CreateCommand();
            damage.CommandText = "UPDATE events SET class=replace(class, '0.0375', '0.0385') WHERE kind='question'";
            Assert.True(damage.ExecuteNonQuery() > 0);
        }
        Assert.Contains("is not what was stored", Assert.Single(Evaluate("out", "--logged", At("session")).ErrorLines));
    }

    private void Label(string session, int answers, params string[] args)
    {
        string data = WriteTable("data.csv", 80, row => row < 4);
        string[] lines = [.. Enumerable.Range(0, answers).Select(i => i % 3 == 0 ? "yes" : i % 7 == 5 ? "s" : "no")];
        CommandRun run = CommandRun.WithInput(["label", "--session", At(session), "--data", data, .. args], new StringReader(string.Join('\n', lines)));
        Assert.Equal(0, run.ExitCode);
    }

    private CommandRun Evaluate(string folder, params string[] args) => CommandRun.Of(["evaluate", .. args, "--out", At(folder)]);
}
