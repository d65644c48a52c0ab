using System.CommandLine;
using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Training;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery cross-validate</c>: trains a policy for each fold of an environment's sets and measures it on the sets that it did not see.</summary>
internal sealed class CrossValidateVerb : Verb
{
    private readonly Argument<string> _environment = new("ENV.json") { Description = "Environment file: all sets that it names, for whatever purpose, are dealt to folds; sets of one origin share a fold." };
    private readonly Option<string> _agent = new("--agent") { HelpName = string.Join('|', AgentCatalog.Names), Required = true, Description = "How to learn." };
    private readonly Option<string> _steps = new("--steps") { HelpName = "N", Description = $"Environment steps to train for in each fold. Default: {TrainVerb.DefaultSteps}." };
    private readonly Option<string> _folds = new("--folds") { HelpName = "N", Description = "Number of folds; the environment's seed decides which. Default: 5." };
    private readonly Option<string[]> _fold = new("--fold") { HelpName = "K", Description = "Only this fold, 1..N; may be given several times. Tables are of the folds that are there." };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of the training runs. Default: 1." };
    private readonly Option<string[]> _strategies = new("--strategy") { HelpName = "NAME", Description = "Strategy (see 'rlquery list strategies') to compare with; may be given several times. Default: random, margin and entropy." };
    private readonly Option<string> _learner = new("--learner") { HelpName = "NAME", Description = "Learner of the evaluation. Default: the environment's." };
    private readonly Option<string> _repeats = new("--repeats") { HelpName = "N", Description = "Number of seeds of the evaluation, from 0 on. Default: 20." };
    private readonly Option<string> _budget = new("--budget") { HelpName = "N", Description = "Queries of each evaluated episode. Default: the environment's." };
    private readonly Option<bool> _controls = new("--controls") { Description = Controls.Help };
    private readonly Option<string> _jobs = new("--jobs") { HelpName = "N", Description = "Number of threads; results do not depend on it. Default: one for each processor." };
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "Folder for a folder of each fold, and for tables, figures and manifest of all." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where the folder's run was stopped: what is trained or evaluated is not done again, unless it is to be evaluated otherwise." };
    private readonly Option<bool> _force = new("--force") { Description = "Start over: what was trained is forgotten." };

    public CrossValidateVerb(Terminal terminal)
        : base(
            "cross-validate", "Train on all folds but one and evaluate on that one, for each fold; sets of one origin stay together.",
            "rlquery cross-validate environments/tabular.json --agent imitation --steps 100000 --repeats 100 --controls --out runs/results/folds",
            "rlquery cross-validate environments/tabular.json --agent dqn --fold 1 --fold 2 --out runs/results/dqn-folds",
            "rlquery cross-validate environments/tabular.json --agent dqn --resume --out runs/results/dqn-folds")
    {
        Add(_environment);
        foreach (Option option in (Option[])[_agent, _steps, _folds, _fold, _seed, _strategies, _learner, _repeats, _budget, _controls, _jobs, _out, _resume, _force])
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
        AgentOptions? options = TrainVerb.Agent(agent, environment, faults);
        int steps = faults.Integer("steps", parsed.GetValue(_steps), 1, TrainVerb.MostSteps, TrainVerb.DefaultSteps);
        int seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 1);
        IReadOnlyList<OriginSet>? sets = environment is null ? null : Sets(file, environment, faults);
        int folds = sets is null ? 2 : Folds(parsed, sets, file, faults);
        int[] chosen = sets is null ? [] : Chosen(parsed, folds, faults);
        IQueryStrategy[] heuristics = [.. StrategyChoice.Heuristics(parsed.GetValue(_strategies) ?? [], faults)];
        ILearnerFactory? learner = parsed.GetValue(_learner) is string name ? faults.Collect(() => LearnerCatalog.Find(name)) : environment?.Learner;
        int repeats = faults.Integer("repeats", parsed.GetValue(_repeats), 1, 100_000, 20);
        int budget = faults.Integer("budget", parsed.GetValue(_budget), 1, 100_000, environment?.Definition.Budget ?? 1);
        bool controls = parsed.GetValue(_controls);
        Controls.Check(controls, heuristics, faults);
        int jobs = faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, Environment.ProcessorCount);
        var folder = new CrossValidationFolder(parsed.GetRequiredValue(_out));
        folder.Check(parsed.GetValue(_resume), parsed.GetValue(_force), faults);
        faults.ThrowIfAny();

        var plan = new CrossValidationPlan(
            environment!, agent, steps, seed, sets!, Studies.Folds.Assign(sets!, folds, environment!.Definition.Seed), folds, options!.ValidateEvery > 0);
        foreach (int fold in chosen)
        {
            faults.Collect(() => plan.EnvironmentOf(fold).TrainingProblems);
        }
        faults.ThrowIfAny();
        folder.Begin(plan, parsed.GetValue(_force));
        var job = new CrossValidationJob(plan, heuristics, learner!, new EpisodeOptions(budget, environment.Definition.BatchSize), repeats, controls, jobs);
        job.Run(terminal, folder, chosen);
    }

    private static IReadOnlyList<OriginSet> Sets(string file, LoadedEnvironment environment, Faults faults)
    {
        Dataset[]? data = faults.Collect<Dataset[]>(() => [.. environment.Training, .. environment.Validation, .. environment.Evaluation]);
        foreach (string name in (data ?? []).GroupBy(set => set.Name).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            faults.Add($"{file}: two sets are named '{name}'; results are told apart by file name, so rename one");
        }
        return OriginSet.Of(data ?? [], Catalog.Load(EnvironmentsFolder.Locate(Path.GetDirectoryName(Path.GetFullPath(file)))));
    }

    private int Folds(ParseResult parsed, IReadOnlyList<OriginSet> sets, string file, Faults faults)
    {
        int origins = sets.Select(set => set.Origin).Distinct().Count();
        if (origins < 2)
        {
            faults.Add($"{file}: names sets of {origins} origins; folds need two or more");
            return 2;
        }
        int folds = faults.Integer("folds", parsed.GetValue(_folds), 2, Math.Max(2, origins), 5);
        if (parsed.GetValue(_folds) is null && folds > origins)
        {
            faults.Add($"folds: {folds} is not allowed; use 2..{origins}");
        }
        return folds;
    }

    private int[] Chosen(ParseResult parsed, int folds, Faults faults) => parsed.GetValue(_fold) is { Length: > 0 } given
        ? [.. given.Select(fold => faults.Integer("fold", fold, 1, folds, 1) - 1).Distinct().Order()]
        : [.. Enumerable.Range(0, folds)];
}
