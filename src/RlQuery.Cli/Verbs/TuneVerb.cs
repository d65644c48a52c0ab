using System.CommandLine;
using RlQuery.Core;
using RlQuery.Studies;
using RlQuery.Studies.Tuning;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery tune</c>: searches for the hyper-parameters of an agent.</summary>
internal sealed class TuneVerb : Verb
{
    private readonly Argument<string> _environment = new("ENV.json") { Description = "Environment file; its block 'tune' gives the search space." };
    private readonly Option<string> _agent = new("--agent") { HelpName = PartsHelp.Agents, Required = true, Description = "Whose settings." };
    private readonly Option<string> _trials = new("--trials")
    {
        HelpName = "N",
        Description = "Number of settings to try; the first are those of the file. Default: 32.",
    };

    private readonly Option<string> _steps = new("--steps")
    {
        HelpName = "N",
        Description = $"Environment steps of the trials that go all the way. Default: {TrainVerb.DefaultSteps}.",
    };

    private readonly Option<string> _factor = new("--factor")
    {
        HelpName = "N",
        Description = "Keep the best of every N trials after each rung, and train them N times as long. Default: 3.",
    };

    private readonly Option<string> _eta = RenamedOption.Old<string>("--eta", "N");
    private readonly Option<string> _repeats = new("--repeats")
    {
        HelpName = "N",
        Description = "Splits of each validation set on which a trial is scored. Default: 20.",
    };

    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of settings, training and splits. Default: 1." };
    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "N",
        Description = "Number of threads; results do not depend on it. Default: one for each processor.",
    };

    private readonly Option<string> _cluster = ClusterOption.Create();
    private readonly EncoderOptions _encoders = new();
    private readonly Option<bool> _resume = new("--resume") { Description = "Resume the folder's run." };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "New folder for the best settings, trials.csv, a figure and the policy of each trial.",
    };

    public TuneVerb(Terminal terminal)
        : base(
            "tune", "Look for the settings of an agent by random search with successive halving, on the environment's validation sets.",
            "rlquery tune environments/quickstart.json --agent imitation --trials 32 --steps 100000 --out runs/tuning/imitation",
            "rlquery tune environments/quickstart.json --agent imitation --trials 32 --steps 100000 --out runs/tuning/imitation --resume",
            "rlquery tune environments/tabular.json --agent dqn --trials 81 --factor 3 --steps 200000 --seed 2 --out runs/tuning/dqn",
            "rlquery tune environments/tabular.json --agent dqn --trials 81 --steps 200000 --cluster cluster.json --out runs/tuning/many")
    {
        Add(_environment);
        foreach (Option option in (Option[])[_agent, _trials, _steps, _factor, _repeats, _seed, _jobs, _cluster, _encoders.NoCache, _resume, _out, _eta])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        var options = new TuningOptions
        {
            Environment = parsed.GetRequiredValue(_environment),
            Agent = parsed.GetRequiredValue(_agent),
            Parts = parts,
            Featurizer = EncoderOptions.Create(null, parts, _encoders.Options(parsed, terminal), faults),
            Out = parsed.GetRequiredValue(_out),
            Trials = faults.Whole("trials", parsed.GetValue(_trials), Limits.Trials),
            Steps = faults.Whole("steps", parsed.GetValue(_steps), Limits.Steps),
            Eta = faults.Whole("factor", RenamedOption.Read(parsed, _factor, _eta, faults, terminal), Limits.Eta),
            Repeats = faults.Whole("repeats", parsed.GetValue(_repeats), Limits.TrialRepeats),
            Seed = faults.Whole("seed", parsed.GetValue(_seed), Limits.Seed),
            Jobs = faults.Whole("jobs", parsed.GetValue(_jobs), Limits.Jobs),
            Resume = parsed.GetValue(_resume),
            Nodes = ClusterOption.Read(parsed.GetValue(_cluster), faults),
        };
        using TuningStudy? study = faults.Collect(() => TuningStudy.Open(options));
        faults.ThrowIfAny();
        try
        {
            Print(study!.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);
        }
        finally
        {
            ClusterOption.Leave(options.Nodes);
        }
    }

    private static void Print(TuningResults results, Terminal terminal)
    {
        terminal.Write(TuningTables.Furthest(results));
        (TrialRow best, TrialRow first) = (results.Best, results.First);
        terminal.Output.WriteLine(
            $"best: trial {best.Trial}, {TuningTables.Score(best)} to {results.Reference} on the validation sets at step {best.Steps}"
            + (best.Trial == 1
                ? ", the settings of the environment file"
                : $"; the settings of the environment file (trial 1): {TuningTables.Score(first)} at step {first.Steps}"));
        terminal.Output.WriteLine(
            $"settings: {results.BestFile}, which 'rlquery train' takes; policy: {results.BestPolicy}; all trials: {results.TrialsTable}");
    }
}
