using RlQuery.Core.Tests.Support;

namespace RlQuery.Cli.Tests.Guards;

/// <summary>
/// What version 0.1 measured, to the last printed digit: five sets, three learners and ten strategies, batches, its policies, and the same of regression.
/// </summary>
/// <remarks>
/// The tables were written by version 0.1 from the environment files beside them. They change only when a recipe is meant to change, and then a page says so:
/// so far eer, whose signal has a second version.
/// </remarks>
public sealed class GuardTests : TemporaryFolder
{
    private static readonly string[] Classes =
        ["random", "least-confidence", "margin", "entropy", "qbc-vote", "qbc-kl", "bald", "information-density", "core-set", "margin-by-density"];

    private static readonly string[] Numbers =
        ["random", "greedy-input", "greedy-output", "greedy-input-output", "qbc-variance", "expected-model-change", "posterior-variance"];

    private static string Place { get; } = Path.Combine(Repository.Root, "tests", "RlQuery.Cli.Tests", "Guards");

    [Fact]
    public void Heuristics_of_classification_score_as_in_version_0_1() => AssertAsBefore(
        "benchmark", "benchmark", 3, Classes, ["logistic-regression", "random-forest", "svm-rbf"], "--metric", "accuracy", "--metric", "log-loss");

    [Fact]
    public void Batches_of_classification_score_as_in_version_0_1() => AssertAsBefore("batches", "batches", 2, Classes, []);

    [Fact]
    public void Expected_error_reduction_scores_as_in_version_0_1() => AssertAsBefore("eer", "benchmark", 1, ["eer", "random"], []);

    [Fact]
    public void A_policy_of_version_0_1_chooses_as_it_did() => AssertAsBefore(
        "policies", "benchmark", 2, ["margin"], [], "--allow-seen", "--policy", Path.Combine(Place, "policies", "quickstart"));

    [Fact]
    public void A_policy_of_version_0_1_whose_signals_are_others_now_is_refused_in_words()
    {
        string policy = Path.Combine(Place, "policies", "dqn");
        CommandRun.Of("evaluate", Path.Combine(Place, "benchmark.json"), "--out", At("out"), "--policy", policy).IsRefusedWith(
            $"{Path.Combine(policy, "policy.json")}: signals: 'expected-log-loss-reduction' is of version 1 in the policy and of version 2 here; "
            + "train the policy again");
    }

    [Fact]
    public void Heuristics_of_regression_score_as_in_version_0_1() => AssertAsBefore(
        "regression", "regression", 3, Numbers, ["ridge-regression", "gaussian-process-regression"], "--metric", "rmse", "--metric", "mae", "--metric", "r2");

    [Fact]
    public void Batches_of_regression_score_as_in_version_0_1() => AssertAsBefore(
        "regression-batches", "regression-batches", 2, Numbers, ["ridge-regression", "gaussian-process-regression"]);

    private void AssertAsBefore(string name, string environment, int repeats, string[] strategies, string[] learners, params string[] more)
    {
        CommandRun run = CommandRun.Of([
            "evaluate", Path.Combine(Place, $"{environment}.json"), "--out", At("out"), "--seeds", $"0-{repeats - 1}", .. more,
            .. strategies.SelectMany(strategy => (string[])["--strategy", strategy]), .. learners.SelectMany(learner => (string[])["--learner", learner]),
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] folders = learners.Length > 1 ? learners : [""];
        Assert.All(folders, folder => Assert.Equal(
            File.ReadAllText(Path.Combine(Place, $"{name}{(folder.Length > 0 ? $".{folder}" : "")}.aubc.csv")),
            File.ReadAllText(At("out", folder, "aubc.csv"))));
    }
}
