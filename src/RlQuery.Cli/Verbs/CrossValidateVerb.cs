using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.CrossValidation;
using RlQuery.Studies.Reporting;
using RlQuery.Studies.Training;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery cross-validate</c>: trains a policy for each fold of an environment's sets and measures it on the sets that it did not see.</summary>
internal sealed class CrossValidateVerb : Verb
{
    private readonly Argument<string> _environment = new("ENV.json")
    {
        Description = "Environment file: all sets that it names, for any purpose, are divided into folds; sets of one origin share a fold.",
    };

    private readonly Option<string> _agent = new("--agent") { HelpName = PartsHelp.Agents, Required = true, Description = "How to learn." };
    private readonly Option<string> _steps = new("--steps")
    {
        HelpName = "N",
        Description = $"Environment steps to train for in each fold. Default: {TrainVerb.DefaultSteps}.",
    };

    private readonly Option<string> _folds = new("--folds")
    {
        HelpName = "N",
        Description = "Number of folds; the environment's seed decides which. Default: 5.",
    };

    private readonly Option<string[]> _fold = new("--fold")
    {
        HelpName = "K",
        Description = "Only this fold, 1..N; may be given several times. Tables cover all finished folds.",
    };

    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of the training runs. Default: 1." };
    private readonly Option<string[]> _strategies = new("--strategy")
    {
        HelpName = "NAME",
        Description = $"Strategy (see 'rlquery list strategies') to compare with; may be given several times. Default: {PartsHelp.Strategies}.",
    };

    private readonly Option<string> _learner = new("--learner") { HelpName = "NAME", Description = "Learner of the evaluation. Default: the environment's." };
    private readonly EvaluationSeeds _seeds = new("0-19", startsAnywhere: false);
    private readonly Option<string> _budget = new("--budget")
    {
        HelpName = "N",
        Description = "Queries of each evaluated episode. Default: the environment's.",
    };

    private readonly Option<string> _batch = new("--batch-size")
    {
        HelpName = "N",
        Description = "Queries of the evaluation between two fits. Default: the environment's.",
    };

    private readonly Option<string> _start = new("--start")
    {
        HelpName = "N",
        Description = "Labels at the start of the evaluation: of each class in classification, in all otherwise. Default: the environment's.",
    };

    private readonly Option<bool> _controls = new("--controls") { Description = EvaluateVerb.ControlsHelp };
    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "N",
        Description = "Number of threads; results do not depend on it. Default: one for each processor.",
    };

    private readonly Option<string> _cluster = ClusterOption.Create();
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder for a folder of each fold, and for tables, figures and manifest of all.",
    };

    private readonly EncoderOptions _encoders = new();
    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Resume the folder's run: finished training and evaluation are kept, unless the evaluation has other options.",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Start over, and discard the trained policies." };

    public CrossValidateVerb(Terminal terminal)
        : base(
            "cross-validate", "Train on all folds but one and evaluate on that one, for each fold; sets of one origin stay together.",
            "rlquery cross-validate environments/tabular.json --agent imitation --steps 100000 --seeds 0-99 --controls --out runs/results/folds",
            "rlquery cross-validate environments/tabular.json --agent dqn --fold 1 --fold 2 --out runs/results/dqn-folds",
            "rlquery cross-validate environments/tabular.json --agent dqn --resume --out runs/results/dqn-folds")
    {
        Add(_environment);
        foreach (Option option in (Option[])
        [
            _agent, _steps, _folds, _fold, _seed, _strategies, _learner, _seeds.Option, _budget, _batch, _start, _controls, _jobs, _cluster, _encoders.NoCache,
            _out, _resume, _force, .. _seeds.Old,
        ])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        var options = new CrossValidationOptions
        {
            Environment = parsed.GetRequiredValue(_environment),
            Agent = parsed.GetRequiredValue(_agent),
            Parts = parts,
            Featurizer = EncoderOptions.Create(null, parts, _encoders.Options(parsed, terminal), faults),
            Out = parsed.GetRequiredValue(_out),
            Steps = faults.Whole("steps", parsed.GetValue(_steps), Limits.Steps),
            Folds = faults.Whole("folds", parsed.GetValue(_folds)),
            OnlyFolds = [.. (parsed.GetValue(_fold) ?? []).Select(fold => faults.Whole("fold", fold)).OfType<int>()],
            Seed = faults.Whole("seed", parsed.GetValue(_seed), Limits.Seed),
            Strategies = parsed.GetValue(_strategies) ?? [],
            Learner = parsed.GetValue(_learner),
            Repeats = _seeds.Read(parsed, faults).Count,
            Budget = faults.Whole("budget", parsed.GetValue(_budget), Limits.Budget),
            BatchSize = faults.Whole("batch-size", parsed.GetValue(_batch), Limits.Budget),
            Start = faults.Whole("start", parsed.GetValue(_start), Limits.Start),
            Controls = parsed.GetValue(_controls),
            Jobs = faults.Whole("jobs", parsed.GetValue(_jobs), Limits.Jobs),
            Nodes = ClusterOption.Read(parsed.GetValue(_cluster), faults),
            Resume = parsed.GetValue(_resume),
            Force = parsed.GetValue(_force),
        };
        using CrossValidationStudy? study = faults.Collect(() => CrossValidationStudy.Open(options));
        faults.ThrowIfAny();
        _seeds.Warn(parsed, new SeedRange(0, options.Repeats ?? 0), terminal);
        try
        {
            Print(study!.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);
        }
        finally
        {
            ClusterOption.Leave(options.Nodes);
        }
    }

    private static void Print(CrossValidationResults results, Terminal terminal)
    {
        foreach (TrainedPolicy policy in results.Trained)
        {
            TrainVerb.Print(policy, terminal);
        }
        EvaluationPrinter.Print(results.Evaluation, terminal);
        if (results.Results.PooledOverSets.Count > 0)
        {
            terminal.Output.WriteLine();
            terminal.Write(PooledTables.OverSets(results.Results.PooledOverSets));
            terminal.Output.WriteLine();
            terminal.Write(PooledTables.OverOrigins(results.Results.PooledOverOrigins));
        }
        if (results.Missing.Count > 0)
        {
            string folds = results.Missing.Count == 1 ? "fold" : "folds";
            terminal.Output.WriteLine($"without {folds} {string.Join(", ", results.Missing)}: to be trained and evaluated with --resume");
        }
    }
}
