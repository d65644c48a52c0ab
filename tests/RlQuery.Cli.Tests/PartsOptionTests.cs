using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Cli.Tests;

/// <summary>Parts of one's own, from an assembly that no test references.</summary>
public sealed class PartsOptionTests : TemporaryFolder
{
    private static readonly string Own = Path.Combine(
        Repository.Root, "tests", "RlQuery.OwnParts", "bin", AppContext.BaseDirectory.Contains("Debug", StringComparison.Ordinal) ? "Debug" : "Release",
        "net10.0",
        "RlQuery.OwnParts.dll");

    [Theory]
    [InlineData("signals", "own")]
    [InlineData("strategies", "own")]
    [InlineData("strategies", "surest-first")]
    [InlineData("learners", "own-regression")]
    [InlineData("metrics", "first-row")]
    [InlineData("rewards", "own-gain")]
    [InlineData("agents", "own-dqn")]
    [InlineData("formats", "bars")]
    [InlineData("analyses", "own-counts.csv")]
    public void Each_is_listed_behind_those_of_the_command(string kind, string name)
    {
        string[] own = Names(CommandRun.Of("list", kind, "--parts", Own));
        string[] others = Names(CommandRun.Of("list", kind));
        Assert.Contains(name, own);
        Assert.Equal(others, own[..others.Length]);
        Assert.DoesNotContain(name, others);
    }

    [Fact]
    public void Strategies_learners_metrics_formats_and_analyses_of_ones_own_take_part_in_an_evaluation_and_in_drawing_it_again()
    {
        string table = Write("mine.bars", File.ReadAllText(WriteTable("near.csv", 40)).Replace(',', '|'));
        string[] asked =
        [
            "evaluate", WriteEnvironment(), "--parts", Own, "--data", table, "--strategy", "own", "--strategy", "random", "--learner", "own-regression",
            "--metric", "first-row",
            "--seeds", "0-1",
        ];
        CommandRun run = CommandRun.Of([.. asked, "--out", At("out")]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("strategy,episodes\nown,2\nrandom,2\n", File.ReadAllText(At("out", "own-counts.csv")));
        Assert.StartsWith("data,strategy,seed,labels,first-row\n", File.ReadAllText(At("out", "episodes.csv")), StringComparison.Ordinal);
        Assert.Contains("--parts my.dll", File.ReadAllText(At("out", "report.html")), StringComparison.Ordinal);
        JsonNode source = Assert.Single(JsonNode.Parse(File.ReadAllText(At("out", "manifest.json")))!["parts"]!.AsArray())!;
        Assert.Equal("RlQuery.OwnParts.dll", source["name"]!.ToString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Own))), source["sha256"]!.ToString());
        IReadOnlyList<(string, string)> before = Content(At("out"));
        Assert.Equal(0, CommandRun.Of("plot", At("out"), "--parts", Own).ExitCode);
        Assert.Equal(before, Content(At("out")));
        Assert.Contains("manifest.json: metric: 'first-row' is unknown", Refused("plot", At("out")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_strategy_of_ones_own_that_looks_at_what_the_task_does_not_have_is_refused_before_anything_runs()
    {
        string environment = Write("numbers.json", """{ "task": "regression", "budget": 4 }""");
        string fault = "strategy: 'surest-first' needs class probabilities, and numbers are predicted; use ";
        string[] named = ["--strategy", "surest-first", "--parts", Own];
        Assert.StartsWith(fault, Refused(["evaluate", environment, "--data", "abalone", .. named, "--out", At("out")]), StringComparison.Ordinal);
        string table = Write("half.csv", "x,y\n1,2.5\n2,3.5\n3,\n4,\n");
        Assert.StartsWith(fault, Refused(["query", "--data", table, "--task", "regression", "--count", "1", .. named]), StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public void A_policy_is_trained_by_an_agent_of_ones_own_for_a_reward_of_ones_own_on_a_signal_of_ones_own_and_asked()
    {
        string environment = Write("own.json", """
            {
              "training": { "synthetic": ["moons"] }, "split": { "poolCap": 40 }, "budget": 4, "signals": ["own", "margin"], "reward": { "kind": "own-gain" },
              "agents": {
                "own-dqn": {
                  "hidden": [4], "problemsPerRound": 1, "episodesPerProblem": 2, "updatesPerRound": 2, "batchSize": 4, "learningStarts": 4,
                  "validateEvery": 0
                }
              }
            }
            """);
        CommandRun run = CommandRun.Of("train", environment, "--parts", Own, "--agent", "own-dqn", "--steps", "40", "--out", At("policy"));
        Assert.True(run.ExitCode == 0, run.Error);
        string table = WriteTable("mine.csv", 30, row => row < 6);
        Assert.Equal(0, CommandRun.Of("query", "--policy", At("policy"), "--data", table, "--count", "2", "--parts", Own).ExitCode);
        Assert.Contains(
            "signals: 'own' is unknown to this version", CommandRun.Of("query", "--policy", At("policy"), "--data", table, "--count", "2").Error,
            StringComparison.Ordinal);
        foreach (string[] without in (string[][])
        [
            ["query", "--policy", At("policy"), "--data", table, "--count", "2"],
            ["export", "--policy", At("policy"), "--out", At("policy.onnx")],
            ["evaluate", WriteEnvironment(), "--data", table, "--policy", At("policy"), "--out", At("out")],
        ])
        {
            Assert.Contains("name that with --parts", CommandRun.Of(without).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_run_is_not_resumed_without_the_assembly_that_it_began_with()
    {
        string[] asked =
        [
            "evaluate", WriteEnvironment(), "--data", WriteTable("near.csv", 40), "--strategy", "margin", "--strategy", "random", "--seeds", "0",
            "--out", At("out"),
        ];
        Assert.Equal(0, CommandRun.Of([.. asked, "--parts", Own]).ExitCode);
        Assert.Contains("parts are without RlQuery.OwnParts.dll now", Refused([.. asked, "--resume"]), StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of([.. asked, "--parts", Own, "--resume"]).ExitCode);
    }

    [Theory]
    [InlineData("labelled.bars", '|')]
    [InlineData("labelled.csv", ',')]
    public void A_session_takes_labels_from_a_table_of_a_format_of_ones_own_as_from_others(string name, char between)
    {
        string table = WriteTable("mine.csv", 12, _ => false);
        CommandRun begun = CommandRun.WithInput(
            ["label", "--strategy", "margin", "--data", table, "--class", "no", "--class", "yes", "--session", At("session")], new StringReader("q\n"));
        Assert.True(begun.ExitCode == 0, begun.Error);
        string labels = Write(name, "rlquery_row,label\n3,no\n5,yes\n".Replace(',', between));
        CommandRun run = CommandRun.Of("session", "import", At("session"), labels, "--parts", Own);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("in the file: 2; new: 2 labels", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_option_the_names_are_unknown()
    {
        Assert.Contains(
            "strategy: 'own' is unknown",
            Refused("evaluate", WriteEnvironment(), "--data", WriteTable("near.csv", 40), "--strategy", "own", "--out", At("out")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_used_is_refused_in_one_line()
    {
        string missing = At("none.dll");
        Assert.Equal($"parts: {missing}: there is no such file", Refused("list", "signals", "--parts", missing));
        string text = Write("text.dll", "no assembly");
        Assert.Equal($"parts: {text}: is no .NET assembly that can be loaded here", Refused("list", "signals", "--parts", text));
        string other = Path.Combine(AppContext.BaseDirectory, "MathNet.Numerics.dll");
        Assert.Equal(
            $"parts: {other}: holds no part, which is a public class of a kind such as ISignal with a constructor without parameters",
            Refused("list", "signals", "--parts", other));
        Assert.Matches(
            $"^parts: .*: \\w+: '[\\w-]+' is the name of RlQuery\\.OwnParts\\.\\w+ already; give RlQuery\\.OwnParts\\.\\w+ another$",
            Refused("list", "signals", "--parts", Own, "--parts", Own));
        string broken = At("broken.dll");
        WriteBroken(broken);
        Assert.Equal($"parts: {broken}: Broken cannot be made: no licence", Refused("list", "signals", "--parts", broken));
    }

    private static string[] Names(CommandRun run)
    {
        Assert.Equal(0, run.ExitCode);
        return [.. run.OutputLines.Skip(1).Select(line => line.Split(' ')[0])];
    }

    private static string Refused(params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.Equal(2, run.ExitCode);
        return Assert.Single(run.ErrorLines);
    }

    /// <summary>An assembly with a part whose constructor throws.</summary>
    private static void WriteBroken(string path)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("broken"), typeof(object).Assembly);
        TypeBuilder type = assembly.DefineDynamicModule("broken").DefineType("Broken", TypeAttributes.Public, typeof(object), [typeof(IPart)]);
        foreach (string property in (string[])["get_Name", "get_Description"])
        {
            ILGenerator getter = type.DefineMethod(property, MethodAttributes.Public | MethodAttributes.Virtual, typeof(string), []).GetILGenerator();
            getter.Emit(OpCodes.Ldnull);
            getter.Emit(OpCodes.Ret);
        }
        ILGenerator constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, []).GetILGenerator();
        constructor.Emit(OpCodes.Ldstr, "no licence");
        constructor.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        constructor.Emit(OpCodes.Throw);
        type.CreateType();
        assembly.Save(path);
    }
}
