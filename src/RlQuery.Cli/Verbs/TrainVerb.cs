using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Results;
using RlQuery.Studies.Training;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;
using TorchSharp;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery train</c>: learns a query policy.</summary>
internal sealed class TrainVerb : Verb
{
    internal const int DefaultSteps = 100_000;
    private const double MostMinutes = 100_000;

    private readonly Argument<string> _environment = new("ENV.json") { Description = "Environment file." };
    private readonly Option<string> _agent = new("--agent") { HelpName = PartsHelp.Agents, Required = true, Description = "How to learn." };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of the run. Default: 1." };
    private readonly Option<string> _seeds = new("--seeds")
    {
        HelpName = "FIRST-LAST",
        Description = "Several runs, such as 1-5 or 1,3,7, each in a folder of its own, and their reward curves with the mean of all.",
    };

    private readonly Option<string> _steps = new("--steps")
    {
        HelpName = "N",
        Description = $"Most environment steps to train for: the same number gives the same policy. Default: {DefaultSteps}.",
    };

    private readonly Option<string> _minutes = new("--minutes") { HelpName = "M", Description = "Minutes to train for, in place of --steps." };
    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "N",
        Description = "Number of threads; the policy does not depend on it. Default: one for each processor.",
    };

    private readonly Option<string> _device = new("--device") { HelpName = "cpu|cuda", Description = "Where the network is trained. Default: cpu." };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder for the policy, training.csv and reward figures.",
    };

    private readonly Option<bool> _wallTimes = new("--wall-times")
    {
        Description = "Write the time of each round for TensorBoard's time axes; the events file then differs from run to run.",
    };

    private readonly Option<string> _cluster = ClusterOption.Create();
    private readonly EncoderOptions _encoders = new();
    private readonly Option<bool> _resume = new("--resume") { Description = "Continue from the folder's checkpoint; start over if there is none." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a policy of that name." };

    public TrainVerb(Terminal terminal)
        : base(
            "train", "Learn a query policy in an environment.",
            "rlquery train environments/quickstart.json --agent imitation --steps 20000 --out runs/policies/mine",
            "rlquery train environments/tabular.json --agent dqn --minutes 10 --seed 2 --out runs/policies/dqn-2",
            "rlquery train environments/tabular.json --agent dqn --minutes 10 --seed 2 --out runs/policies/dqn-2 --resume",
            "rlquery train environments/quickstart.json --agent evolution --steps 20000 --seeds 1-5 --out runs/policies/evolution",
            "rlquery train environments/quickstart.json --agent evolution --steps 20000 --cluster cluster.json --out runs/policies/many")
    {
        Add(_environment);
        foreach (Option option in (Option[])
        [
            _agent, _seed, _seeds, _steps, _minutes, _jobs, _cluster, _device, _encoders.NoCache, _out, _wallTimes, _resume, _force,
        ])
        {
            Add(option);
        }
        Add(new RangeSubverb(terminal));
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        string folder = parsed.GetRequiredValue(_out);
        var ofRuns = new Faults();
        (long Seed, string Folder)[] runs = Runs(parsed, folder, ofRuns);
        using var locks = OutputLocks.Take(File.Exists(folder) ? [folder] : [folder, .. runs.Select(run => run.Folder)]);
        Parts parts = PartsOption.Read(parsed);
        MixedTableFeaturizer featurizer = EncoderOptions.Create(null, parts, _encoders.Options(parsed, terminal), faults);
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(parsed.GetRequiredValue(_environment), parts, featurizer));
        faults.Note(environment?.Notes ?? []);
        string agent = parsed.GetRequiredValue(_agent);
        AgentChoice.Parse(agent, parts, environment, faults);
        if (environment is not null && parts.TryFind<IAgentDescriptor>(agent) is not null)
        {
            faults.Collect(() => environment.TrainingProblems);
        }
        ofRuns.AddTo(faults, "");
        int steps = faults.Integer("steps", parsed.GetValue(_steps), Limits.Steps.Low, Limits.Steps.High, DefaultSteps);
        double? minutes = faults.Positive("minutes", parsed.GetValue(_minutes), MostMinutes);
        if (parsed.GetValue(_steps) is not null && parsed.GetValue(_minutes) is not null)
        {
            faults.Add("steps: not together with --minutes; give one of them");
        }
        int jobs = faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, Environment.ProcessorCount);
        torch.Device? device = faults.Collect(() => TorchRuntime.Initialize(parsed.GetValue(_device) ?? "cpu"));
        bool resume = parsed.GetValue(_resume);
        bool force = parsed.GetValue(_force);
        IParcelNodes? nodes = ClusterOption.Read(parsed.GetValue(_cluster), faults);
        if (nodes is not null && environment is not null)
        {
            TrainingRun.CheckNodes(environment, agent, faults);
        }
        foreach ((_, string own) in runs)
        {
            TrainingFolder.Check(own, resume, force, faults);
        }
        faults.ThrowIfAny();

        foreach ((_, string own) in runs)
        {
            FolderUpdate.Probe(own);
            if (force)
            {
                TrainingFolder.Restart(own);
            }
        }
        foreach ((long seed, string own) in runs)
        {
            var options = new TrainerOptions
            {
                Out = own,
                Seed = (ulong)seed,
                Steps = minutes is null ? steps : null,
                Minutes = minutes,
                Resume = resume,
                Jobs = jobs,
                Device = device!,
                WallTimes = parsed.GetValue(_wallTimes),
            };
            var run = new TrainingRun(environment!, agent, options) { Lock = locks.Of(own), Nodes = nodes };
            Print(run.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);
        }
        ClusterOption.Leave(nodes);
        if (runs.Length > 1)
        {
            FolderUpdate.Apply(folder, fresh => RewardCurves.Draw([.. runs.Select(run => run.Folder)], fresh));
            terminal.Output.WriteLine($"reward curves of all seeds: {folder}");
        }
    }

    /// <summary>Each run's seed and folder.</summary>
    private (long Seed, string Folder)[] Runs(ParseResult parsed, string folder, Faults faults)
    {
        if (parsed.GetValue(_seeds) is not string list)
        {
            return [(faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 1), folder)];
        }
        if (parsed.GetValue(_seed) is not null)
        {
            faults.Add("seed: not together with --seeds; give one of them");
        }
        if (File.Exists(folder))
        {
            faults.Add($"out: {folder} is a file; name a folder");
        }
        return [.. SeedList.Parse(list, faults).Select(seed => (seed, Path.Combine(folder, $"seed-{seed}")))];
    }

    /// <summary>Says where a policy is.</summary>
    internal static void Print(TrainedPolicy policy, Terminal terminal) => terminal.Output.WriteLine(policy.WasTrained
        ? $"policy and reward curve: {policy.Folder} (training had ended at step {policy.Steps}; nothing to do)"
        : $"policy and reward curve: {policy.Folder} (trained for {policy.Steps} steps)");
}
