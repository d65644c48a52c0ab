using System.Text.Json.Nodes;
using RlQuery.Core.Data.Reading;
using RlQuery.Studies.Episodes;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>Experiment files, and environments that are evaluated together.</summary>
public sealed class EvaluateExperimentTests : TemporaryFolder
{
    [Fact]
    public void An_experiment_file_is_the_options_that_it_names()
    {
        string near = Environment("near.json", "near.csv");
        Write("e.json", """
            {
              // Comments are allowed.
              "environments": ["near.json"], "learners": ["naive-bayes", "logistic-regression"], "strategies": ["random", "margin"],
              "metrics": ["accuracy", "brier"], "stop": ["budget:3"], "reach": [0.6, 0.9], "split": "k-fold:2", "repeats": 4, "seed": 2, "budget": 5
            }
            """);
        Assert.Equal(0, CommandRun.Of("evaluate", At("e.json"), "--out", At("file")).ExitCode);
        string[] options =
        [
            "--learner", "naive-bayes", "--learner", "logistic-regression", "--strategy", "random", "--strategy", "margin", "--metric", "accuracy", "--metric",
            "brier",
            "--stopping-rule", "budget:3", "--reach", "0.6", "--reach", "0.9", "--split", "k-fold:2", "--seeds", "2-5", "--budget", "5",
        ];
        Assert.Equal(0, CommandRun.Of(["evaluate", near, .. options, "--out", At("options")]).ExitCode);
        Assert.Equal(Content(At("options")), Content(At("file")));
        Assert.Equal(1 + (2 * 2 * 2), File.ReadLines(At("file", "labels-to-target.csv")).Count());
        Assert.Equal(1 + 2, File.ReadLines(At("file", "deficiency.csv")).Count());
        Assert.Contains("--reach 0.6", File.ReadAllText(At("file", "report.html")), StringComparison.Ordinal);

        // An option is heard before the file.
        Assert.Equal(0, CommandRun.Of("evaluate", At("e.json"), "--learner", "naive-bayes", "--budget", "4", "--out", At("both")).ExitCode);
        Assert.All(EpisodesFile.Read(At("both", "episodes.csv"), Known.Parts), episode => Assert.Equal(2 + 4, episode.Curve.Costs[^1]));
    }

    [Fact]
    public void Environments_of_one_protocol_are_evaluated_together_and_each_set_once()
    {
        string both = Environment("both.json", "near.csv", "far.csv");
        CommandRun run = CommandRun.Of(
            "evaluate", Environment("near.json", "near.csv"), both, "--seeds", "0-1", "--strategy", "random", "--strategy", "margin", "--out", At("out"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["near", "far"], EpisodesFile.Read(At("out", "episodes.csv"), Known.Parts).Select(episode => episode.Spec.Data).Distinct());
        JsonArray named = JsonNode.Parse(File.ReadAllText(At("out", "manifest.json")))!["environments"]!.AsArray();
        Assert.Equal(["near", "both"], named.Select(one => one!["name"]!.ToString()));
        Assert.Contains("rlquery evaluate environments/near.json environments/both.json", File.ReadAllText(At("out", "report.html")), StringComparison.Ordinal);
        // The scores are those of each environment alone.
        CommandRun.Of("evaluate", both, "--seeds", "0-1", "--strategy", "random", "--strategy", "margin", "--out", At("alone"));
        Assert.Equal(File.ReadAllBytes(At("alone", "episodes.csv")), File.ReadAllBytes(At("out", "episodes.csv")));
    }

    [Fact]
    public void Another_protocol_is_refused_unless_an_option_says_it_for_all()
    {
        string near = Environment("near.json", "near.csv");
        string far = Environment("far.json", "far.csv");
        File.WriteAllText(far, File.ReadAllText(far).Replace("\"budget\": 6", "\"budget\": 7", StringComparison.Ordinal));
        string[] args = ["evaluate", near, far, "--seeds", "0-0", "--strategy", "random", "--out", At("out")];
        CommandRun.Of(args).IsRefusedWith($"{far}: is of another protocol than {near}: budget 7 and 6; evaluate it alone");
        CommandRun.Of("evaluate", near, near, "--out", At("out")).IsRefusedWith($"{near}: is given twice; name each environment once");
        string regression = Path.Combine(EnvironmentsFolder.Locate(), "regression.json");
        CommandRun.Of("evaluate", near, regression, "--out", At("out")).IsRefusedWith($"{regression}: is of another task than {near}; evaluate it alone");
        Assert.False(Directory.Exists(At("out")));
        Assert.Equal(0, CommandRun.Of([.. args, "--budget", "3"]).ExitCode);
    }

    [Theory]
    [InlineData("""{ "environments": [] }""", "line 1: environments: is empty; name one environment file or more")]
    [InlineData("""{ "environments": ["near.json"], "strategy": ["margin"] }""", "line 1: 'strategy' is unknown; did you mean 'strategies'?")]
    [InlineData("""{ "environments": ["near.json"], "repeats": "many" }""", "line 1: repeats: \"many\" is not allowed; use a whole number, at most 2147483647")]
    public void An_experiment_of_another_form_is_refused(string text, string fault)
    {
        Environment("near.json", "near.csv");
        CommandRun.Of("evaluate", Write("e.json", text), "--out", At("out")).IsRefusedWith($"{At("e.json")} {fault}");
    }

    [Fact]
    public void What_an_experiment_names_wrongly_is_refused_as_an_option_would_be()
    {
        string near = Environment("near.json", "near.csv");
        Write("e.json", """{ "environments": ["near.json"], "strategies": ["margn"], "policies": ["none"], "repeats": 0, "reach": [2] }""");
        CommandRun run = CommandRun.Of("evaluate", At("e.json"), "--out", At("out"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("strategy: 'margn' is unknown; did you mean 'margin'?", run.ErrorLines);
        Assert.Contains("repeats: 0 is not allowed; use 1..100000", run.ErrorLines);
        Assert.Contains("reach: 2 is not allowed; use accuracy of 0..1", run.ErrorLines);
        Assert.Contains(run.ErrorLines, line => line.Contains(At("none"), StringComparison.Ordinal));
        CommandRun.Of("evaluate", near, At("e.json"), "--out", At("out")).IsRefusedWith(
            $"{At("e.json")}: an experiment is evaluated alone; name the other files in its environments");
    }

    [Theory]
    [InlineData("benchmark")]
    [InlineData("regression")]
    public void The_committed_results_are_those_of_the_experiment_beside_them(string name)
    {
        string results = Path.Combine(EnvironmentsFolder.Locate(), "..", "results", name);
        Directory.CreateDirectory(At("out"));
        File.Copy(Path.Combine(results, "manifest.json"), At("out", "manifest.json"));
        CommandRun run = CommandRun.Of("evaluate", Path.Combine(results, "experiment.json"), "--out", At("out"), "--resume");
        Assert.Equal((0, $"{At("out")} is finished; nothing to do"), (run.ExitCode, run.OutputLines.Single()));
    }

    private string Environment(string name, params string[] sets) => Write(name, $$"""
        {
          "evaluation": [{{string.Join(", ", sets.Select(set => $"\"{Path.GetFileName(WriteTable(set, set.Length * 5))}\""))}}],
          "split": { "poolShare": 0.5 }, "budget": 6
        }
        """);
}
