using RlQuery.Core.Data;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Core.Tests.Environments;

public sealed class EnvironmentFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("environment.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_file_does_not_say_is_the_default()
    {
        EnvironmentDefinition read = Read("{}");
        var defaults = new EnvironmentDefinition();
        Assert.Equal(
            (defaults.Budget, defaults.Learner, defaults.Seed, defaults.Split, defaults.Reward),
            (read.Budget, read.Learner, read.Seed, read.Split, read.Reward));
    }

    [Fact]
    public void Every_member_is_read()
    {
        EnvironmentDefinition read = Read("""
            // A comment, and a comma at the end, are allowed.
            {
              "$schema": "environment.schema.json", "description": "d", "task": "classification",
              "training": {
                "data": ["a.csv"], "synthetic": ["moons"], "syntheticShare": 0.25, "rareShare": 0.3, "poolCap": 66, "learners": { "svm-rbf": 0.2 }
              },
              "validation": ["b.csv"], "evaluation": ["c.csv"], "split": { "poolShare": 0.75, "poolCap": 77, "rareClass": 0.1 },
              "learner": "logistic-regression", "startPerClass": 2, "budget": 3, "batchSize": 4, "candidates": 5,
              "signals": ["margin"], "state": ["budget-used"],
              "reward": { "kind": "labels-to-target", "metric": "balanced-accuracy", "smoothing": 0.5, "target": 0.9 }, "seed": 18446744073709551615,
              "agents": { "dqn": { "nSteps": 3 } }, "tune": { "dqn": { "nSteps": { "choice": [1, 3] }, "learningRate": { "log": [0.001, 0.1] } } },
            }
            """);
        Assert.Equal(["a.csv"], read.Training.Data);
        Assert.Equal(["moons"], read.Training.Synthetic);
        Assert.Equal(["b.csv"], read.Validation);
        Assert.Equal(["c.csv"], read.Evaluation);
        Assert.Equal(new Dictionary<string, double> { ["svm-rbf"] = 0.2 }, read.Training.Learners);
        Assert.Equal((0.25, 66, 0.75, 77), (read.Training.SyntheticShare, read.Training.PoolCap, read.Split.PoolShare, read.Split.PoolCap));
        Assert.Equal((0.3, 0.1), (read.Training.RareShare, read.Split.RareClass));
        Assert.Equal((2, 3, 4, 5), (read.StartPerClass, read.Budget, read.BatchSize, read.Candidates));
        Assert.Equal(["margin"], read.Signals);
        Assert.Equal(["budget-used"], read.State);
        Assert.Equal(new RewardDefinition { Kind = "labels-to-target", Metric = "balanced-accuracy", Smoothing = 0.5, Target = 0.9 }, read.Reward);
        Assert.Equal(ulong.MaxValue, read.Seed);
        Assert.Equal(3, read.Agents["dqn"].GetProperty("nSteps").GetInt32());
        Assert.Equal([0.001, 0.1], read.Tune["dqn"]["learningRate"].Log!);
        Assert.Equal([1, 3], read.Tune["dqn"]["nSteps"].Choice!.Select(value => value.GetInt32()));
    }

    [Theory]
    [InlineData("\"budget\": 0", "budget: 0 is not allowed; use 1..100000")]
    [InlineData("\"budget\": -3", "budget: -3 is not allowed; use 1..100000")]
    [InlineData("\"budget\": 100001", "budget: 100001 is not allowed; use 1..100000")]
    [InlineData("\"batchSize\": 0", "batchSize: 0 is not allowed; use 1..100000")]
    [InlineData("\"startPerClass\": 1001", "startPerClass: 1001 is not allowed; use 0..1000")]
    [InlineData("\"augmentation\": { \"method\": \"smot\" }", "augmentation.method: smot is unknown; use smote, copula, mixup, copies")]
    [InlineData("\"augmentation\": { \"perClass\": 1 }", "augmentation.perClass: 1 is not allowed; use 2..10000")]
    [InlineData("\"augmentation\": { \"weight\": 0 }", "augmentation.weight: 0 is not allowed; use more than 0, at most 1")]
    [InlineData("\"augmentation\": { \"made\": 11 }", "augmentation.made: 11 is not allowed; use 1..10")]
    [InlineData("\"augmentation\": {}, \"task\": \"regression\"", "augmentation: is not allowed in regression; leave it out")]
    [InlineData("\"candidates\": -1", "candidates: -1 is not allowed; use 0..1000000")]
    [InlineData("\"training\": { \"learners\": { \"svm-rbf\": 0 } }", "training.learners.svm-rbf: 0 is not allowed; use more than 0, at most 1")]
    [InlineData("\"training\": { \"learners\": { \"svm-rbf\": -0.5 } }", "training.learners.svm-rbf: -0.5 is not allowed; use more than 0, at most 1")]
    [InlineData("\"training\": { \"learners\": [\"svm-rbf\"] }", "training.learners: [\"svm-rbf\"] is not allowed; use an object in braces")]
    [InlineData("\"split\": { \"poolShare\": 1 }", "split.poolShare: 1 is not allowed; use more than 0 and less than 1")]
    [InlineData("\"split\": { \"poolCap\": 1 }", "split.poolCap: 1 is not allowed; use at least 2")]
    [InlineData("\"split\": { \"folds\": 1 }", "split.folds: 1 is not allowed; use 2..1000, or 0 for none")]
    [InlineData("\"training\": { \"poolCap\": 1 }", "training.poolCap: 1 is not allowed; use 2..2147483647")]
    [InlineData("\"training\": { \"syntheticShare\": 1.5 }", "training.syntheticShare: 1.5 is not allowed; use 0..1")]
    [InlineData("\"split\": { \"rareClass\": 1 }", "split.rareClass: 1 is not allowed; use 0 or more and less than 1")]
    [InlineData("\"split\": { \"rareClass\": 0.1, \"folds\": 5 }", "split.rareClass: 0.1 is not allowed; use 0 with folds")]
    [InlineData("\"training\": { \"rareShare\": -1 }", "training.rareShare: -1 is not allowed; use 0..1")]
    [InlineData("\"training\": { \"rareShare\": 0.5 }, \"task\": \"regression\"", "training.rareShare: 0.5 is not allowed in regression; use 0")]
    [InlineData("\"split\": { \"rareClass\": 0.5 }, \"task\": \"regression\"", "split.rareClass: 0.5 is not allowed in regression; use 0")]
    [InlineData(
        "\"reward\": { \"metric\": \"rmse\" }",
        "reward.metric: 'rmse' is no metric of classification; use accuracy, balanced-accuracy, f1, macro-f1, log-loss, brier, auc, "
        + "out-of-scope-recall, classes-found, mean-cost, mean-iou, pixel-accuracy")]
    [InlineData("\"reward\": { \"smoothing\": -0.1 }", "reward.smoothing: -0.1 is not allowed; use 0..1")]
    [InlineData("\"reward\": { \"target\": 0 }", "reward.target: 0 is not allowed; use more than 0, at most 1")]
    [InlineData("\"reward\": { \"target\": 1.01 }", "reward.target: 1.01 is not allowed; use more than 0, at most 1")]
    [InlineData("\"tune\": { \"dqn\": { \"nSteps\": {} } }", "tune.dqn.nSteps: {} is not allowed; use exactly one of log, uniform and choice")]
    [InlineData(
        "\"tune\": { \"dqn\": { \"nSteps\": { \"log\": [1, 2], \"choice\": [3] } } }",
        "tune.dqn.nSteps: log with choice is not allowed; use exactly one of log, uniform and choice")]
    [InlineData(
        "\"tune\": { \"dqn\": { \"nSteps\": { \"log\": [0, 2] } } }",
        "tune.dqn.nSteps.log: [0, 2] is not allowed; use two numbers above 0, the lower one first")]
    [InlineData(
        "\"tune\": { \"dqn\": { \"nSteps\": { \"uniform\": [2, 1] } } }",
        "tune.dqn.nSteps.uniform: [2, 1] is not allowed; use two numbers, the lower one first")]
    [InlineData(
        "\"tune\": { \"dqn\": { \"nSteps\": { \"uniform\": [1] } } }", "tune.dqn.nSteps.uniform: [1] is not allowed; use two numbers, the lower one first")]
    [InlineData("\"tune\": { \"dqn\": { \"nSteps\": { \"choice\": [] } } }", "tune.dqn.nSteps.choice: [] is not allowed; use at least one value")]
    [InlineData("\"tune\": { \"dqn\": { \"nSteps\": { \"choice\": [1, 1] } } }", "tune.dqn.nSteps.choice: 1 occurs twice; name each once")]
    [InlineData(
        "\"learner\": \"ridge-regression\"",
        "learner: 'ridge-regression' predicts numbers, and classes are asked for; use logistic-regression, svm-rbf, random-forest, nearest-neighbours, "
            + "naive-bayes, gaussian-process, panel, panel-co-training, panel-tri-training")]
    [InlineData("\"startLabels\": 4", "startLabels: 4 is not allowed in classification; use startPerClass")]
    [InlineData("\"startLabels\": 0, \"task\": \"regression\"", "startLabels: 0 is not allowed; use 1..100000")]
    [InlineData("\"startPerClass\": 2, \"task\": \"regression\"", "startPerClass: 2 is not allowed in regression; use startLabels")]
    [InlineData(
        "\"learner\": \"svm-rbf\", \"task\": \"regression\"",
        "learner: 'svm-rbf' predicts classes, and numbers are asked for; use ridge-regression, gaussian-process-regression")]
    [InlineData("\"signals\": [\"margin\"], \"task\": \"regression\"", "signals: 'margin' needs class probabilities, and numbers are predicted")]
    [InlineData("\"state\": [\"class-balance\"], \"task\": \"regression\"", "state: 'class-balance' needs class probabilities, and numbers are predicted")]
    [InlineData("\"signals\": [\"greedy-output\"]", "signals: 'greedy-output' needs predicted numbers, and classes are predicted")]
    [InlineData("\"state\": [\"budget-used\", \"budget-used\"]", "state: 'budget-used' occurs twice; name each once")]
    [InlineData("\"evaluation\": [\"wine\", \"wine\"]", "evaluation: 'wine' occurs twice; name each once")]
    [InlineData("\"evaluation\": [\"wine\"], \"validation\": [\"wine\"]", "evaluation: 'wine' is in validation too; a set may serve one purpose only")]
    public void A_value_that_is_not_allowed_is_named_with_its_line_and_what_is_allowed(string member, string fault) =>
        Assert.Equal([$"{Path} line 3: {fault}"], Faults($"{{\n  \"description\": \"d\",\n  {member}\n}}"));

    public static TheoryData<string, string, string> Unknown => new()
    {
        { "\"task\": \"ranking\"", "task: 'ranking'", Names<ITask>() },
        { "\"learner\": \"tree\"", "learner: 'tree'", LearnersOfClasses },
        { "\"training\": { \"learners\": { \"svm\": 1 } }", "training.learners: learner: 'svm'", LearnersOfClasses },
        { "\"reward\": { \"kind\": \"gain\" }", "reward.kind: 'gain'", Names<IRewardFactory>() },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void A_part_that_is_unknown_is_named_with_all_that_there_are(string member, string named, string known) =>
        Assert.Equal([$"{Path} line 3: {named} is unknown; use {known}"], Faults($"{{\n  \"description\": \"d\",\n  {member}\n}}"));

    [Fact]
    public void An_unknown_signal_is_named_with_all_that_there_are()
    {
        string fault = Assert.Single(Faults("{ \"signals\": [\"margin\", \"margins\"] }"));
        Assert.StartsWith($"{Path} line 1: signals: 'margins' is unknown; use least-confidence, margin, ", fault);
    }

    [Theory]
    [InlineData("\"budgett\": 1", "'budgett' is unknown; did you mean 'budget'?")]
    [InlineData("\"Budget\": 1", "'Budget' is unknown; did you mean 'budget'?")]
    [InlineData("\"reward\": { \"knd\": 1 }", "reward: 'knd' is unknown; did you mean 'kind'?")]
    [InlineData("\"reward\": { \"x\": 1 }", "reward: 'x' is unknown; use kind, metric, smoothing, target")]
    [InlineData("\"reward\": { \"kind\": 1 }", "reward.kind: 1 is not allowed; use a text in quotes")]
    [InlineData("\"budget\": \"40\"", "budget: \"40\" is not allowed; use a whole number, at most 2147483647")]
    [InlineData("\"budget\": 40.5", "budget: 40.5 is not allowed; use a whole number, at most 2147483647")]
    [InlineData("\"budget\": 3000000000", "budget: 3000000000 is not allowed; use a whole number, at most 2147483647")]
    [InlineData("\"budget\": null", "budget: null is not allowed; use a whole number, at most 2147483647")]
    [InlineData("\"seed\": -1", "seed: -1 is not allowed; use a whole number of 0..18446744073709551615")]
    [InlineData("\"split\": { \"poolShare\": \"half\" }", "split.poolShare: \"half\" is not allowed; use a number")]
    [InlineData("\"learner\": null", "learner: null is not allowed; use a text in quotes")]
    [InlineData("\"signals\": null", "signals: null is not allowed; use a list in brackets")]
    [InlineData("\"signals\": \"margin\"", "signals: \"margin\" is not allowed; use a list in brackets")]
    [InlineData("\"signals\": [\"margin\", null]", "signals[1]: null is not allowed; use a text in quotes")]
    [InlineData("\"training\": [\"wine\"]", "training: [\"wine\"] is not allowed; use an object in braces")]
    [InlineData("\"training\": null", "training: null is not allowed; use an object in braces")]
    [InlineData("\"budget\": 1, \"budget\": 2", "budget: occurs twice; name it once")]
    [InlineData("\"tune\": { \"dqn\": [] }", "tune.dqn: [] is not allowed; use an object in braces")]
    [InlineData("\"tune\": { \"dqn\": { \"nSteps\": { \"logs\": [1, 2] } } }", "tune.dqn.nSteps: 'logs' is unknown; did you mean 'log'?")]
    [InlineData("\"tune\": { \"dqn\": { \"nSteps\": { \"log\": [1, \"2\"] } } }", "tune.dqn.nSteps.log[1]: \"2\" is not allowed; use a number")]
    [InlineData("\"agents\": { \"dqn\": {}, \"dqn\": {} }", "agents.dqn: occurs twice; name it once")]
    public void A_member_of_another_form_is_named_with_its_line(string member, string fault) =>
        Assert.Equal([$"{Path} line 3: {fault}"], Faults($"{{\n  \"description\": \"d\",\n  {member}\n}}"));

    [Theory]
    [InlineData("null", 1, "null is not allowed; use an object in braces")]
    [InlineData("\n[]", 2, "[] is not allowed; use an object in braces")]
    [InlineData(" ", 1, "not JSON: ")]
    [InlineData("{\n\"budget\" 1 }", 2, "not JSON: ")]
    [InlineData("{\n\"budget\": 1", 2, "not JSON: ")]
    [InlineData("{}\n{}", 2, "not JSON: ")]
    [InlineData("budget = 40", 1, "not JSON: ")]
    [InlineData("{ \"description\": \"two\nlines\" }", 1, "not JSON: ")]
    public void What_is_no_JSON_object_is_told_in_one_line(string text, int line, string fault)
    {
        string told = Assert.Single(Faults(text));
        Assert.StartsWith($"{Path} line {line}: {fault}", told);
        Assert.DoesNotContain('\n', told);
        Assert.DoesNotContain("LineNumber", told);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Assert.Equal(
            [$"{Path} line 2: 'buget' is unknown; did you mean 'budget'?", $"{Path} line 4: reward.smoothing: \"a\" is not allowed; use a number"],
            Faults("{\n\"buget\": 0,\n\"learner\": \"tree\",\n\"reward\": { \"smoothing\": \"a\" }\n}"));
        Assert.Equal(
            [$"{Path} line 2: budget: 0 is not allowed; use 1..100000", $"{Path} line 3: learner: 'tree' is unknown; use {LearnersOfClasses}"],
            Faults("{\n\"budget\": 0,\n\"learner\": \"tree\"\n}"));
    }

    [Fact]
    public void Names_with_line_ends_are_told_in_one_line()
    {
        Assert.DoesNotContain('\n', Assert.Single(Faults("{ \"bud\\nget\": 1 }")));
        Assert.DoesNotContain('\n', Assert.Single(Faults("{ \"signals\": [\"mar\\ngin\"] }")));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        File.WriteAllText(Path, "{ \"budget\": 7 }", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(7, EnvironmentFile.Read(Path, Known.Parts).Budget);
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_named()
    {
        Assert.Equal($"{Path}: no such file", Assert.Throws<InvalidInputException>(() => EnvironmentFile.Read(Path, Known.Parts)).Message);
        Assert.Equal(
            $"{_folder.Path}: a folder; name a file", Assert.Throws<InvalidInputException>(() => EnvironmentFile.Read(_folder.Path, Known.Parts)).Message);
    }

    [Fact]
    public void No_damage_to_a_file_gives_anything_but_faults()
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(
            "{ \"training\": { \"data\": [\"a\"] }, \"budget\": 4, \"reward\": { \"kind\": \"accuracy-gain\" }, \"agents\": { \"dqn\": { } } }");
        var draws = new Core.Numerics.Pcg64(1);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. text];
            damaged[draws.NextInt(damaged.Length)] = (byte)draws.NextInt(256);
            File.WriteAllBytes(Path, i % 2 == 0 ? damaged : damaged[..draws.NextInt(damaged.Length)]);
            try
            {
                EnvironmentFile.Read(Path, Known.Parts);
            }
            catch (InvalidInputException e)
            {
                refused++;
                Assert.All(e.Faults, fault => Assert.False(fault.Any(char.IsControl), fault));
            }
        }
        Assert.InRange(refused, 1500, 3000);
    }

    private static string LearnersOfClasses =>
        string.Join(", ", Known.Parts.All<ILearnerFactory>().Where(learner => learner.Predicts == TargetKind.Class).Select(learner => learner.Name));

    private static string Names<T>()
        where T : class, IPart => string.Join(", ", Known.Parts.All<T>().Select(part => part.Name));

    private EnvironmentDefinition Read(string text)
    {
        File.WriteAllText(Path, text);
        return EnvironmentFile.Read(Path, Known.Parts);
    }

    private IReadOnlyList<string> Faults(string text) => Assert.Throws<InvalidInputException>(() => Read(text)).Faults;
}
