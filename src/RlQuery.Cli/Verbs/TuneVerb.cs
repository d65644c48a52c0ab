using System.CommandLine;
using RlQuery.Core.Environments;
using RlQuery.MicrosoftML;
using RlQuery.Torch.Training;
using RlQuery.Torch.Tuning;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery tune</c>: looks for hyper-parameters of an agent.</summary>
internal sealed class TuneVerb : Verb
{
    private const int MostTrials = 10_000;

    private readonly Argument<string> _environment = new("ENV.json") { Description = "Environment file; its block 'tune' says where to look." };
    private readonly Option<string> _agent = new("--agent") { HelpName = string.Join('|', AgentCatalog.Names), Required = true, Description = "Whose settings." };
    private readonly Option<string> _trials = new("--trials") { HelpName = "N", Description = "Number of settings to try, of which the first are those of the file. Default: 32." };
    private readonly Option<string> _steps = new("--steps") { HelpName = "N", Description = $"Environment steps of the trials that go all the way. Default: {TrainVerb.DefaultSteps}." };
    private readonly Option<string> _eta = new("--eta") { HelpName = "N", Description = "After each rung the best of so many trials goes on, for so many times as many steps. Default: 3." };
    private readonly Option<string> _repeats = new("--repeats") { HelpName = "N", Description = "Splits of each validation set on which a trial is scored. Default: 20." };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of settings, training and splits. Default: 1." };
    private readonly Option<string> _jobs = new("--jobs") { HelpName = "N", Description = "Number of threads; results do not depend on it. Default: one for each processor." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where the folder's run was stopped or killed." };
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "New folder for the best settings, trials.csv, a figure and the policy of each trial." };

    public TuneVerb(Terminal terminal)
        : base(
            "tune", "Look for the settings of an agent by random search with successive halving, on the environment's validation sets.",
            "rlquery tune environments/quickstart.json --agent imitation --trials 32 --steps 100000 --out runs/tuning/imitation",
            "rlquery tune environments/quickstart.json --agent imitation --trials 32 --steps 100000 --out runs/tuning/imitation --resume",
            "rlquery tune environments/tabular.json --agent dqn --trials 81 --eta 3 --steps 200000 --seed 2 --out runs/tuning/dqn")
    {
        Add(_environment);
        foreach (Option option in (Option[])[_agent, _trials, _steps, _eta, _repeats, _seed, _jobs, _resume, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        string file = parsed.GetRequiredValue(_environment);
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(file, new MixedTableFeaturizer()));
        string agent = parsed.GetRequiredValue(_agent);
        TuneSpace? space = TrainVerb.Agent(agent, environment, faults) is null ? null : TuneSpace.Of(environment!.Definition, agent);
        if (space is not null)
        {
            faults.Collect(() => environment!.TrainingProblems);
        }
        if (environment is { Validation.Count: 0 })
        {
            faults.Add($"{file}: names no validation sets, on which trials are compared");
        }
        int trials = faults.Integer("trials", parsed.GetValue(_trials), 1, MostTrials, 32);
        int steps = faults.Integer("steps", parsed.GetValue(_steps), 1, TrainVerb.MostSteps, TrainVerb.DefaultSteps);
        int eta = faults.Integer("eta", parsed.GetValue(_eta), 2, 100, 3);
        int repeats = faults.Integer("repeats", parsed.GetValue(_repeats), 1, 10_000, 20);
        int seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 1);
        int jobs = faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, Environment.ProcessorCount);
        var folder = new TuneFolder(parsed.GetRequiredValue(_out));
        folder.Check(parsed.GetValue(_resume), faults);
        faults.ThrowIfAny();

        var plan = new TunePlan(environment!, agent, space!, trials, steps, eta, repeats, seed);
        foreach (int trial in Enumerable.Range(1, trials))
        {
            CheckTrial(plan, trial, faults);
        }
        faults.ThrowIfAny();
        new TuneJob(plan, file, jobs).Run(terminal, folder);
    }

    /// <summary>Settings that are allowed one by one may not be together.</summary>
    private static void CheckTrial(TunePlan plan, int trial, Faults faults)
    {
        var own = new Faults();
        own.Collect(() => AgentCatalog.Options(plan.EnvironmentOf(trial).Definition, plan.Agent));
        own.AddTo(faults, $"tune.{plan.Agent}: trial {trial} would have ");
    }
}
