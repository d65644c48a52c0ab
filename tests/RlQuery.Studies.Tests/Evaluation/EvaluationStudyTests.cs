using RlQuery.Core;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks.Regression;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;
using RlQuery.Studies.Tests.Support;

namespace RlQuery.Studies.Tests.Evaluation;

public sealed class EvaluationStudyTests : IDisposable
{
    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_policy_is_a_policy_whatever_its_name_and_ones_own_strategy_is_no_control()
    {
        EvaluationResults results = Study("out", [new OwnStrategy("mine")], [_folder.WritePolicy("margin-of-mine")]).Run();
        Assert.Equal(
            [("random", StrategyKind.Heuristic), ("margin", StrategyKind.Heuristic), ("mine", StrategyKind.Own), ("margin-of-mine", StrategyKind.Policy)],
            EvaluationManifest.Read(results.Folder, Known.Parts).Strategies.Select(one => (one.Name, one.Kind)));
        var read = new ResultFolder(results.Folder, Known.Parts);
        Assert.Equal(StrategyKind.Policy, read.KindOf("margin-of-mine"));
        // Both are what the comparison is made for: drawn with its panels, and first in the report.
        string svg = File.ReadAllText(_folder.At("out", "differences.svg"));
        Assert.All((string[])["\tmine\n", "\tmargin-of-mine\n"], name => Assert.Contains(name, svg, StringComparison.Ordinal));
        Assert.DoesNotContain("\trandom\n", svg, StringComparison.Ordinal);
        string report = File.ReadAllText(_folder.At("out", "report.html"));
        Assert.Contains("<p class=\"headline\">mine is ", report, StringComparison.Ordinal);
        Assert.Contains("<p class=\"headline\">margin-of-mine is ", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_manifest_is_drawn_by_names()
    {
        Study("out", [], []).Run();
        File.Delete(_folder.At("out", EvaluationManifest.Name));
        var read = new ResultFolder(_folder.At("out"), Known.Parts);
        Assert.Equal((StrategyKind.Heuristic, StrategyKind.Policy), (read.KindOf("margin"), read.KindOf("mine")));
        Assert.Equal(2 * 2 * 2, read.Episodes.Count);
    }

    [Fact]
    public void Ones_own_strategy_and_a_policy_that_look_at_what_the_task_does_not_have_are_refused_before_anything_runs()
    {
        File.WriteAllText(_folder.At("env.json"), """{ "task": "regression", "budget": 4 }""");
        EvaluationOptions options = Options("out", [new OwnStrategy("mine")], [_folder.WritePolicy("learned")]) with { Strategies = [], Data = ["abalone"] };
        string known = string.Join(", ", Known.Parts.StrategiesOf(RegressionTask.Instance).Select(strategy => strategy.Name));
        Assert.Equal(
            [
                $"strategy: 'mine' needs class probabilities, and numbers are predicted; use {known}",
                "policy: 'learned' needs class probabilities, and numbers are predicted; use one that was trained for regression",
            ],
            Assert.Throws<InvalidInputException>(() => EvaluationStudy.Open(options)).Faults);
        Assert.False(Directory.Exists(options.Out));
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("entropy")]
    [InlineData("mine/no-gate")]
    public void Ones_own_strategy_has_a_name_that_no_other_has(string name) => Assert.Equal(
        [$"strategy: '{name}' is not allowed for one's own; use a name that no other strategy has, without a slash"],
        Assert.Throws<InvalidInputException>(() => Study("out", [new OwnStrategy(name)], [])).Faults);

    [Fact]
    public void Numbers_outside_their_limits_are_told_together_and_nothing_is_written()
    {
        var options = new EvaluationOptions
        {
            Environments = [_folder.At("env.json")],
            Out = _folder.At("out"),
            Repeats = 0,
            Seed = -1,
            Budget = 0,
            Folds = 1,
            Jobs = 0,
            Reach = [2, 0.5, 0.5],
        };
        Assert.Equal(
            [
                "reach: 2 is not allowed; use accuracy of 0..1", "reach: 0.5 is given twice; name each once",
                    "split: k-fold:1 is not allowed; use k-fold:K such as k-fold:5, K of 2..1000",
                "repeats: 0 is not allowed; use 1..100000", "seed: -1 is not allowed; use 0..2147383647", "budget: 0 is not allowed; use 1..100000",
                    "jobs: 0 is not allowed; use 1..1024",
            ],
            Assert.Throws<InvalidInputException>(() => EvaluationStudy.Open(options)).Faults);
        Assert.False(Directory.Exists(options.Out));
    }

    [Fact]
    public void A_study_that_is_cancelled_says_what_it_keeps_and_goes_on_to_the_same_results()
    {
        EvaluationResults whole = Study("whole", [], []).Run();
        using var source = new CancellationTokenSource();
        var watcher = new Watcher(done =>
        {
            if (done >= 3)
            {
                source.Cancel();
            }
        });
        StudyStoppedException stopped = Assert.Throws<StudyStoppedException>(() => Study("cut", [], []).Run(watcher, source.Token));
        Assert.Equal($"what was evaluated is kept in {_folder.At("cut")}", stopped.Message);
        EvaluationResults resumed = EvaluationStudy.Open(Options("cut", [], []) with { Resume = true }).Run(watcher);
        Assert.Contains(watcher.Notes, note => note.StartsWith("resuming with ", StringComparison.Ordinal));
        Assert.Equal(whole.Learners[0].Summary.Select(row => row.AubcMean), resumed.Learners[0].Summary.Select(row => row.AubcMean));
        Assert.Equal(File.ReadAllBytes(_folder.At("whole", "report.html")), File.ReadAllBytes(_folder.At("cut", "report.html")));
        Assert.True(EvaluationStudy.Open(Options("cut", [], []) with { Resume = true }).Run().WasFinished);
    }

    private EvaluationStudy Study(string name, OwnStrategy[] own, string[] policies) => EvaluationStudy.Open(Options(name, own, policies));

    private EvaluationOptions Options(string name, OwnStrategy[] own, string[] policies) => new()
    {
        Environments = [_folder.At("env.json")],
        Out = _folder.At(name),
        Strategies = ["random", "margin"],
        OwnStrategies = own,
        Policies = policies,
        Repeats = 2,
        Jobs = 1,
    };

    private sealed class Watcher(Action<double> watch) : IStudyProgress, IProgress<StageProgress>
    {
        public List<string> Notes { get; } = [];

        public void Note(string line) => Notes.Add(line);

        public T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work) => work(this);

        public void Report(StageProgress value) => watch(value.Done);
    }
}
