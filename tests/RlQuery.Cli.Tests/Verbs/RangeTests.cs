using RlQuery.Core.Policies;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class RangeTests : TemporaryFolder
{
    // Four rows, a hundred times each: nothing that the policy was trained on looks like this.
    private static readonly string[] Four = ["-1.1599,0.5176", "-1.4787,0.7908", "-1.6976,-1.7122", "0.3288,0.405"];
    private static readonly string[] Begin = ["--class", "no", "--class", "yes"];

    [Fact]
    public void Out_of_range_margin_chooses_and_a_line_names_the_value()
    {
        (string data, string policy) = (Absurd("data.csv", 8), Policy());
        CommandRun run = Query(data, "--policy", policy);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            "^mine is out of its range on this table: the standard deviation of class-distance is [0-9.]+, and was [0-9.]+ to [0-9.]+ in training; "
            + "margin chooses in its place", Assert.Single(run.ErrorLines));
        Assert.Equal(Query(data, "--strategy", "margin").Output, run.Output);
    }

    [Fact]
    public void Where_it_is_allowed_the_policy_chooses_as_one_without_a_range_does()
    {
        (string data, string policy) = (Absurd("data.csv", 8), Policy());
        CommandRun allowed = Query(data, "--policy", policy, "--allow-out-of-range");
        Assert.EndsWith("; it chooses all the same", Assert.Single(allowed.ErrorLines), StringComparison.Ordinal);
        File.Delete(Path.Combine(policy, PolicyRange.FileName));
        CommandRun without = Query(data, "--policy", policy);
        Assert.Equal((0, "", allowed.Output), (without.ExitCode, without.Error, without.Output));
        Assert.NotEqual(Query(data, "--strategy", "margin").Output, without.Output);
    }

    [Fact]
    public void In_range_nothing_changes()
    {
        (string data, string policy) = (WriteTable("data.csv", 200, row => row < 10), Policy());
        CommandRun run = Query(data, "--policy", policy);
        Assert.Empty(run.Error);
        File.Delete(Path.Combine(policy, PolicyRange.FileName));
        Assert.Equal(Query(data, "--policy", policy).Output, run.Output);
    }

    [Fact]
    public void A_session_that_began_out_of_range_is_one_of_margin_in_pieces_as_in_one()
    {
        (string data, string policy) = (Absurd("data.csv", 8), Policy());
        string[] answers = ["no", "yes", "no", "yes"];
        CommandRun whole = Label(string.Join('\n', answers), "whole", ["--data", data, "--policy", policy]);
        Assert.Contains("; margin chooses in its place", Assert.Single(whole.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(Questions(Label(string.Join('\n', answers), "margin", ["--data", data, "--strategy", "margin"])), Questions(whole));
        var pieces = new List<string>();
        for (int i = 0; i < answers.Length; i++)
        {
            string[] asked = Questions(Label(answers[i], "pieces", i == 0 ? ["--data", data, "--policy", policy] : ["--resume"]));
            pieces.AddRange(i == 0 ? asked : asked[1..]);
        }
        Assert.Equal(Questions(whole), pieces);
    }

    [Fact]
    public void Before_two_classes_are_labelled_no_signal_is_checked() =>
        Assert.DoesNotContain("range", Label("no\n", "session", ["--data", Absurd("data.csv", 0), "--policy", Policy()]).Error, StringComparison.Ordinal);

    [Fact]
    public void Advice_tells_whether_a_table_is_in_range_or_whether_that_is_unknown()
    {
        string policy = Policy();
        Assert.StartsWith("Range: mine is out of its range", Advise(Absurd("absurd.csv", 8), policy), StringComparison.Ordinal);
        string usual = WriteTable("data.csv", 200, row => row < 10);
        Assert.StartsWith("Range: nothing", Advise(usual, policy), StringComparison.Ordinal);
        File.Delete(Path.Combine(policy, PolicyRange.FileName));
        Assert.StartsWith("Range unknown: mine has no range.json", Advise(usual, policy), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_range_is_refused_by_name_and_no_session_begins()
    {
        (string data, string policy) = (Absurd("data.csv", 8), Policy());
        File.WriteAllText(Path.Combine(policy, PolicyRange.FileName), "{");
        foreach (CommandRun run in (CommandRun[])[Query(data, "--policy", policy), Label("", "session", ["--data", data, "--policy", policy])])
        {
            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith($"{Path.Combine(policy, PolicyRange.FileName)}: damaged", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(At("session")) && File.Exists(At("session", "session.db")));
    }

    [Fact]
    public void The_option_without_a_policy_is_refused() => Query(WriteTable("data.csv", 40, row => row < 10), "--allow-out-of-range").IsRefusedWith(
        "allow-out-of-range: a heuristic has no range; give --policy, or leave it out");

    [Fact]
    public void The_range_is_not_written_for_another_environment_than_that_of_the_policy()
    {
        string other = Write("env.json", """{"signals": ["margin"], "budget": 5, "training": {"synthetic": ["moons"]}}""");
        CommandRun run = CommandRun.Of("train", "range", other, "--policy", Policy());
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("was trained in another environment", run.Error, StringComparison.Ordinal);
    }

    private string Policy()
    {
        foreach (string file in (string[])["policy.json", "policy.safetensors", PolicyRange.FileName])
        {
            Directory.CreateDirectory(At("mine"));
            File.Copy(Path.Combine(PolicyFolder.OfShipped()!, "general", file), At("mine", file), overwrite: true);
        }
        return At("mine");
    }

    private string Absurd(string name, int labelled) => Write(name, "x,y,label\n" + string.Concat(
        Enumerable.Range(0, 400).Select(row => $"{Four[row % 4]},{(row >= labelled ? "" : row % 2 == 0 ? "no" : "yes")}\n")));

    private static CommandRun Query(string data, params string[] args) => CommandRun.Of(["query", "--data", data, "--count", "4", "--format", "csv", .. args]);

    private static string Advise(string data, string policy) => CommandRun.Of("advise", "--data", data, "--policy", policy).OutputLines[^2];

    private CommandRun Label(string input, string session, string[] args) => CommandRun.WithInput(
        ["label", "--session", At(session), .. args, .. args.Contains("--resume") ? [] : Begin], new StringReader(input));

    private static string[] Questions(CommandRun run) =>
        [.. run.OutputLines.Where(line => line.StartsWith("question ", StringComparison.Ordinal))];
}
