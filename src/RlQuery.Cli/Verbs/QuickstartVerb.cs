using System.CommandLine;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery quickstart</c>: trains, evaluates and plots on the bundled data, with nothing to choose.</summary>
internal sealed class QuickstartVerb : Verb
{
    private const string Agent = "dqn";
    private const int Steps = 60_000;
    private const int Repeats = 20;

    private static readonly string PolicyFolder = Path.Combine("runs", "policies", "quickstart");
    private static readonly string ResultFolder = Path.Combine("runs", "results", "quickstart");

    private readonly Option<bool> _force = new("--force") { Description = "Train anew, even if the policy is there." };

    public QuickstartVerb(Terminal terminal)
        : base(
            "quickstart", "Train a policy on the bundled data, evaluate it on data that it never saw, and draw the figures.",
            "rlquery quickstart")
    {
        Add(_force);
        SetAction(parsed => Execute(parsed.GetValue(_force), terminal));
    }

    private static int Execute(bool force, Terminal terminal)
    {
        var environment = LoadedEnvironment.Read(Path.Combine(EnvironmentsFolder.Locate(), "quickstart.json"), new MixedTableFeaturizer());
        if (force)
        {
            PolicyTarget.Restart(PolicyFolder);
        }
        // A run that was cut goes on; a finished one stays as it is.
        var options = new TrainerOptions { Out = PolicyFolder, Seed = 1, Steps = Steps, Resume = Directory.Exists(PolicyFolder), Device = TorchRuntime.Initialize("cpu") };
        new TrainingJob(environment, Agent, options).Run(terminal);

        var faults = new Faults();
        LearnedStrategy? policy = LearnedStrategies.Open([PolicyFolder], faults).SingleOrDefault();
        faults.ThrowIfAny();
        var plan = new EvaluationPlan(
            environment.Evaluation, [.. StrategyChoice.Heuristics([], faults), policy!.Strategy], [environment.Learner],
            environment.Problem, new EpisodeOptions(environment.Definition.Budget, environment.Definition.BatchSize), Seed: 0, Repeats);
        var policies = new Dictionary<string, EvaluatedPolicy> { [policy.Strategy.Name] = new(policy.Hash, []) };
        return new EvaluationJob([environment], plan, policies).Run(terminal, new OutputFolder(ResultFolder, replace: true));
    }
}
