using RlQuery.Core.Policies;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>Policies are found from any folder: tests run in one that has none.</summary>
public sealed class PolicyPlacesTests : TemporaryFolder
{
    [Theory]
    [InlineData("quickstart")]
    [InlineData("policies/quickstart")]
    [InlineData("policies/quickstart/")]
    public void A_shipped_policy_is_found_by_its_name(string named)
    {
        Assert.False(Directory.Exists(named));
        string table = WriteTable("mine.csv", 30, row => row < 6);
        CommandRun run = CommandRun.Of("query", "--policy", named, "--data", table, "--count", "2");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(0, CommandRun.Of("export", "--policy", named, "--out", At("policy.onnx")).ExitCode);
        CommandRun evaluated = CommandRun.Of(
            "evaluate", WriteEnvironment(budget: 2), "--data", WriteTable("near.csv", 30), "--policy", named, "--seeds", "0", "--out", At("out"));
        Assert.True(evaluated.ExitCode == 0, evaluated.Error);
    }

    [Fact]
    public void A_session_keeps_where_it_was_found()
    {
        string table = WriteTable("mine.csv", 30, row => row < 6);
        CommandRun begun = CommandRun.WithInput(["label", "--policy", "quickstart", "--data", table, "--session", At("session")], new StringReader("q\n"));
        Assert.True(begun.ExitCode == 0, begun.Error);
        CommandRun again = CommandRun.WithInput(["label", "--session", At("session"), "--resume"], new StringReader("q\n"));
        Assert.True(again.ExitCode == 0, again.Error);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("../policies/quickstart")]
    [InlineData("policies/../policies/none")]
    public void What_is_not_there_is_refused_by_the_name_that_was_given(string named) =>
        CommandRun.Of("export", "--policy", named, "--out", At("policy.onnx")).IsRefusedWith(
            $"{named}: no such folder; a policy is a folder with policy.json and policy.safetensors");

    [Fact]
    public void A_policy_of_ones_own_comes_first()
    {
        string own = WritePolicy("quickstart");
        Assert.Equal(own, PolicyFolder.Locate(own));
    }

    [Fact]
    public void Shipped_policies_are_listed_from_any_folder() =>
        Assert.Contains(CommandRun.Of("list", "policies").OutputLines, line => line.StartsWith("quickstart ", StringComparison.Ordinal));
}
