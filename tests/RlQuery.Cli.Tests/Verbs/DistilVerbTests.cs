using RlQuery.Core.Tests.Policies;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class DistilVerbTests : TemporaryFolder
{
    private readonly string _environment;
    private readonly string _policy;

    public DistilVerbTests()
    {
        WriteTable("near.csv", 40);
        _environment = Write("env.json", """{ "training": { "data": ["near.csv"] }, "budget": 4 }""");
        _policy = WritePolicy("sample", SamplePolicy.Document());
    }

    [Fact]
    public void Rule_tree_and_their_costs_are_told_and_written()
    {
        CommandRun run = CommandRun.Of("distil", _environment, "--policy", _policy, "--episodes", "5", "--jobs", "2", "--out", At("out"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("the rule, largest weight first: within the shortlist, it prefers", run.OutputLines[0]);
        foreach (string name in (string[])["teacher", "rule", "tree", "margin"])
        {
            Assert.Contains(run.OutputLines, line => line.Contains($"problems drawn like those of training (5)  {name} ", StringComparison.Ordinal));
        }
        Assert.StartsWith($"rule: {At("out", "rule")}; tree of ", run.OutputLines[^1]);
        CommandRun.Of("distil", _environment, "--policy", At("out", "tree"), "--out", At("out")).IsRefusedWith(
            $"out: {At("out")} exists; name a new folder, or remove it first");
        Assert.Equal(0, CommandRun.Of("export", "--policy", At("out", "tree"), "--out", At("tree.onnx")).ExitCode);
    }

    [Fact]
    public void What_is_wrong_is_named_and_nothing_is_written()
    {
        string[] before = Directory.GetFileSystemEntries(Folder);
        CommandRun.Of("distil", _environment, "--policy", At("none"), "--episodes", "0", "--seed", "x", "--out", At("out")).IsRefusedWith(
            "seed: x is not allowed; use 0..2147483647",
            $"{At("none")}: no such folder; a policy is a folder with policy.json and policy.safetensors",
            "episodes: 0 is not allowed; use 1..100000");
        Assert.Equal(before, Directory.GetFileSystemEntries(Folder));
        CommandRun.Of("distil", _environment, "--policy", _policy).IsRefusedWith("--out: missing; use --out DIR");
    }

    [Fact]
    public void After_Ctrl_C_nothing_is_there()
    {
        string[] before = Directory.GetFileSystemEntries(Folder);
        CommandRun run = InterruptedRun.Of(
            "play sample: 10 %", ["distil", _environment, "--policy", _policy, "--episodes", "1000", "--jobs", "2", "--out", At("out")]);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(before, Directory.GetFileSystemEntries(Folder));
    }
}
