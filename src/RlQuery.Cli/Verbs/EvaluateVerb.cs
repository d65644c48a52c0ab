using System.CommandLine;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Experiments;
using RlQuery.Core.Experiments.Grids;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Strategies;
using RlQuery.Core.Strategies.Regression;
using RlQuery.MicrosoftML;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery evaluate</c>: compares strategies and learned policies over data sets and seeds.</summary>
internal sealed class EvaluateVerb : Verb
{
    private readonly Argument<string> _environment = new("ENV.json") { Description = "Environment file: the protocol, and the data sets unless --data names others." };
    private readonly Option<string[]> _policies = new("--policy") { HelpName = "DIR", Description = "Folder of a learned policy; may be given several times." };
    private readonly Option<string[]> _strategies = new("--strategy") { HelpName = "NAME", Description = "Strategy (see 'rlquery list strategies'); may be given several times. Default: random, margin and entropy; in regression random, greedy-input and greedy-input-output." };
    private readonly Option<string[]> _data = new("--data") { HelpName = "FILE|NAME", Description = "File or bundled set in place of the environment's evaluation sets; may be given several times." };
    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column of the files, by name or index. Default: the last." };
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly Option<string[]> _learners = new("--learner") { HelpName = "NAME", Description = "Learner (see 'rlquery list learners'); may be given several times. Default: the environment's." };
    private readonly Option<string[]> _metrics = new("--metric") { HelpName = "NAME", Description = "What is measured (see 'rlquery list metrics'); may be given several times, the one to compare by first. Default: accuracy, or rmse in regression." };
    private readonly Option<string[]> _stops = new("--stop") { HelpName = "RULE", Description = "Say in hindsight where a rule would have stopped each strategy, such as \"budget:30 or (stability:0.99 and confidence:0.9)\" (see 'rlquery list stopping-rules'); may be given several times." };
    private readonly Option<string> _split = new("--split") { HelpName = "k-fold:K", Description = "Test on each of K stratified folds in turn, the others being the pool: seed S is fold S mod K of repetition S / K. Default: the environment's, pool and test rows drawn anew for each seed." };
    private readonly Option<string> _repeats = new("--repeats") { HelpName = "N", Description = "Number of seeds. Default: 20, of folds the next multiple of their number." };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "First seed. Default: 0." };
    private readonly Option<string> _budget = new("--budget") { HelpName = "N", Description = "Queries of each episode. Default: the environment's." };
    private readonly Option<bool> _allowSeen = new("--allow-seen") { Description = "Evaluate policies on sets that they were trained or chosen on, too, and say so in tables and manifest." };
    private readonly Option<bool> _controls = new("--controls") { Description = Controls.Help };
    private readonly Option<string> _jobs = new("--jobs") { HelpName = "N", Description = "Number of threads; results do not depend on it. Default: one for each processor." };
    private readonly Option<string> _attention = new("--attention") { HelpName = "N", Description = "Number of seeds of each set in which to measure, too, what the learned policies attend to, and how often they pick what the heuristics would. Default: none." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where the folder's run was stopped or killed; episodes that failed are tried again." };
    private readonly Option<string> _shard = new("--shard") { HelpName = "K/N", Description = "Run only the K-th of N parts, for 'rlquery merge' to join. Default: all." };
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "New folder for report.html, tables, figures and manifest." };

    public EvaluateVerb(Terminal terminal)
        : base(
            "evaluate", "Compare strategies and learned policies; write learning curves, a summary and figures.",
            "rlquery evaluate environments/tabular.json --policy policies/quickstart --out results/tabular",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --data mine.csv --target label --out results/mine",
            "rlquery evaluate environments/tabular.json --policy policies/quickstart --strategy margin --attention 2 --out results/attention",
            "rlquery evaluate environments/tabular.json --metric log-loss --metric accuracy --strategy random --strategy margin --out results/log-loss",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --stop 'stability:0.99 or confidence:0.9' --out results/stopping",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --split k-fold:5 --repeats 50 --out results/folds",
            "rlquery evaluate environments/regression.json --strategy random --strategy greedy-input --strategy qbc-variance --out results/regression",
            "rlquery evaluate environments/tabular.json --learner logistic-regression --learner random-forest --strategy margin --out results/grid --resume",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --shard 1/3 --out runs/shard-1",
            "rlquery evaluate environments/tabular.json --policy policies/quickstart --data diabetes --repeats 100 --jobs 8 --out results/diabetes")
    {
        Add(_environment);
        foreach (Option option in (Option[])[_policies, _strategies, _data, _target, _schema, _learners, _metrics, _stops, _split, _repeats, _seed, _budget, _allowSeen, _controls, _jobs, _attention, _resume, _shard, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        string file = parsed.GetRequiredValue(_environment);
        if (EnvironmentFile.TaskOf(file) == LearningTask.Regression)
        {
            return Regression(parsed, terminal, file);
        }
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(file, new MixedTableFeaturizer()));
        IReadOnlyList<Dataset>? data = Data(parsed, environment, faults);
        IReadOnlyList<LearnedStrategy> learned = LearnedStrategies.Open(parsed.GetValue(_policies) ?? [], faults);
        IQueryStrategy[] heuristics = [.. StrategyChoice.Heuristics(parsed.GetValue(_strategies) ?? [], faults)];
        IReadOnlyList<ILearnerFactory> learners = Learners(parsed, environment, faults);
        IReadOnlyList<IMetric> metrics = MetricChoice.Parse(parsed.GetValue(_metrics) ?? [], LearningTask.Classification, faults);
        IReadOnlyList<IStoppingRule> stops = StopChoice.Parse(parsed.GetValue(_stops) ?? [], faults);
        SplitOptions split = SplitChoice.Parse(parsed.GetValue(_split), environment?.Problem.Split ?? new SplitOptions(), faults);
        (int repeats, int seed, int budget, int jobs) = Numbers(parsed, split, environment?.Definition.Budget ?? 1, faults);
        foreach (Dataset set in (data ?? []).Where(set => split.Folds > 0 && DatasetChecks.FaultsForEvaluation(set).Count == 0))
        {
            faults.Collect(() => PoolTestSplit.Create(set, split, 0));
        }
        bool controls = parsed.GetValue(_controls);
        Controls.Check(controls, heuristics, faults);
        int attention = faults.Integer("attention", parsed.GetValue(_attention), 1, 100_000, 0);
        if (attention > 0 && parsed.GetValue(_policies) is not { Length: > 0 })
        {
            faults.Add("attention: not without --policy; only learned policies attend to signals");
        }
        foreach (LearnedStrategy policy in learned.Where(policy => !parsed.GetValue(_allowSeen) && policy.Seen(data ?? []).Any()))
        {
            faults.Add($"data: {policy.Strategy.Name} has seen {string.Join(", ", policy.Seen(data!))} in training or validation, where it flatters itself; name other sets, or add --allow-seen");
        }
        Shard shard = ShardOption.Parse(parsed.GetValue(_shard), faults);
        if (attention > 0 && !shard.IsWhole)
        {
            faults.Add("attention: not together with --shard; shards are joined without the policies");
        }
        var folder = new EvaluationFolder(parsed.GetRequiredValue(_out));
        folder.Check(parsed.GetValue(_resume), faults);
        faults.ThrowIfAny();

        var policies = learned.ToDictionary(one => one.Strategy.Name, one => new EvaluatedPolicy(one.Hash, [.. one.Seen(data!)]));
        var plan = new EvaluationPlan(
            data!, Controls.Strategies(controls, heuristics, [.. learned.Select(one => one.Strategy)]), learners,
            environment!.Problem with { Split = split }, new EpisodeOptions(budget, environment.Definition.BatchSize), seed, repeats)
        {
            Metrics = metrics,
            Stops = stops,
            CountDepartures = controls,
        };
        return new EvaluationJob(environment, plan, policies, jobs) { AttentionRepeats = attention }
            .Run(terminal, folder, shard);
    }

    private int Regression(ParseResult parsed, Terminal terminal, string file)
    {
        var faults = new Faults();
        RegressionEnvironment? environment = faults.Collect(() => RegressionEnvironment.Read(file, new MixedTableFeaturizer()));
        SplitOptions split = SplitChoice.Parse(parsed.GetValue(_split), environment?.Problem.Split ?? new SplitOptions(), faults);
        IReadOnlyList<Dataset> data = RegressionEvaluation.Data(parsed.GetValue(_data) ?? [], parsed.GetValue(_target), parsed.GetValue(_schema), environment, split, faults);
        IReadOnlyList<IRegressionStrategy> strategies = RegressionEvaluation.Strategies(parsed.GetValue(_strategies) ?? [], faults);
        IReadOnlyList<IRegressorFactory> learners = RegressionEvaluation.Learners(parsed.GetValue(_learners) ?? [], environment, faults);
        IReadOnlyList<IMetric> metrics = MetricChoice.Parse(parsed.GetValue(_metrics) ?? [], LearningTask.Regression, faults);
        (int repeats, int seed, int budget, int jobs) = Numbers(parsed, split, environment?.Definition.Budget ?? 1, faults);
        if (parsed.GetResult(_stops) is { Implicit: false })
        {
            faults.Add("stop: is not allowed in regression; the rules look at probabilities of classes");
        }
        foreach (Option option in (Option[])[_policies, _allowSeen, _controls, _attention])
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                faults.Add($"{option.Name[2..]}: is not allowed in regression; learned policies choose in classification alone");
            }
        }
        Shard shard = ShardOption.Parse(parsed.GetValue(_shard), faults);
        var folder = new EvaluationFolder(parsed.GetRequiredValue(_out));
        folder.Check(parsed.GetValue(_resume), faults);
        faults.ThrowIfAny();
        var plan = new RegressionPlan(data, strategies, learners, environment!.Problem with { Split = split }, new EpisodeOptions(budget, environment.Definition.BatchSize), seed, repeats)
        {
            Metrics = metrics,
        };
        return new EvaluationJob(environment, plan, new Dictionary<string, EvaluatedPolicy>(), jobs).Run(terminal, folder, shard);
    }

    private (int Repeats, int Seed, int Budget, int Jobs) Numbers(ParseResult parsed, SplitOptions split, int budget, Faults faults) =>
    (
        faults.Integer("repeats", parsed.GetValue(_repeats), 1, 100_000, SplitChoice.Repeats(split, 20)),
        faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue - 100_000, 0),
        faults.Integer("budget", parsed.GetValue(_budget), 1, 100_000, budget),
        faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, Environment.ProcessorCount)
    );

    private ILearnerFactory[] Learners(ParseResult parsed, LoadedEnvironment? environment, Faults faults)
    {
        if (parsed.GetValue(_learners) is not { Length: > 0 } names)
        {
            return environment is null ? [] : [environment.Learner];
        }
        foreach (string name in names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            faults.Add($"learner: '{name}' is given twice; name each once");
        }
        ILearnerFactory?[] found = [.. names.Distinct().Select(name => faults.Collect(() => LearnerCatalog.Find(name)))];
        return [.. found.OfType<ILearnerFactory>()];
    }

    private IReadOnlyList<Dataset>? Data(ParseResult parsed, LoadedEnvironment? environment, Faults faults)
    {
        if (parsed.GetValue(_data) is { Length: > 0 } names)
        {
            return DataSets.Open(names, parsed.GetValue(_target), parsed.GetValue(_schema), faults);
        }
        if (parsed.GetValue(_target) is string column)
        {
            faults.Add($"target: {column} is not allowed without --data; the environment's sets have their own");
        }
        if (parsed.GetValue(_schema) is string schema)
        {
            faults.Add($"schema: {schema} is not allowed without --data; the environment's sets have their own");
        }
        if (environment is { Evaluation.Count: 0 })
        {
            faults.Add($"{parsed.GetRequiredValue(_environment)}: names no evaluation sets; give --data");
        }
        return environment?.Evaluation;
    }
}
