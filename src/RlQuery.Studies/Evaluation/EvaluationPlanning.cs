using RlQuery.Core;
using RlQuery.Core.Augmentation.Features;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Controls;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Inputs;

namespace RlQuery.Studies.Evaluation;

/// <summary>Makes the plan of an evaluation; what cannot be used is added to the faults.</summary>
internal static class EvaluationPlanning
{
    /// <summary>The job that options ask for.</summary>
    /// <returns>Null if no environment can be read; not usable if there are other faults.</returns>
    public static EvaluationJob? Job(EvaluationOptions options, Faults faults)
    {
        IReadOnlyList<LoadedEnvironment> environments = CombinedEnvironments.Read(options, faults);
        LoadedEnvironment? environment = environments.Count > 0 ? environments[0] : null;
        return TaskChecks.Run(
            environment, options.Environments.Count > 0 ? options.Environments[0] : null, options.Parts, faults,
            (task, own) => Job(options, environments, environment, task, own));
    }

    private static EvaluationJob? Job(
        EvaluationOptions options, IReadOnlyList<LoadedEnvironment> environments, LoadedEnvironment? environment, ITask task, Faults faults)
    {
        IReadOnlyList<Dataset> data = EvaluationData.Open(options, environments, task, faults);
        IReadOnlyList<LearnedStrategy> learned = LearnedStrategies.Open(options.Policies, options.Parts, faults);
        IQueryStrategy[] heuristics = [.. StrategyChoice.Heuristics(options.Strategies, options.Parts, task, faults)];
        CheckOwn(options.OwnStrategies, options.Parts, task, [.. heuristics.Select(one => one.Name), .. learned.Select(one => one.Strategy.Name)], faults);
        IReadOnlyList<ILearnerFactory> learners = Learners(options.Learners, environment, task, options.Parts, faults);
        IReadOnlyList<IMetric> metrics = MetricChoice.Parse(options.Metrics, options.Parts, task, environment, faults);
        foreach ((Dataset set, IMetric metric) in data.SelectMany(set => metrics.Select(metric => (set, metric))))
        {
            if (metric.Lack(set, environment?.Definition.OutOfScope) is { } lack)
            {
                faults.Add($"metric: '{metric.Name}' cannot be measured: {set.Name} {lack}");
            }
        }
        IReadOnlyList<double> reach = ReachChoice.Check(options.Reach, metrics, faults);
        IReadOnlyList<IStoppingRule> stops = StopChoice.Parse(options.Stops, options.Parts, task, faults);
        SplitOptions split = SplitChoice.Of(options.Folds, environment?.Problem.Split ?? new SplitOptions(), faults);
        EvaluationNumbers numbers = EvaluationNumbers.Of(options, split, environment?.Definition.Budget, faults);
        foreach (string fault in environment?.Problem.CostFaults(data, numbers.Budget) ?? [])
        {
            faults.Add(fault);
        }
        // Faults of a set that do not depend on the protocol have been reported on opening.
        foreach (Dataset set in data.Where(set => environment is not null && DatasetChecks.FaultsForEvaluation(set).Count == 0))
        {
            foreach (string fault in (environment!.Problem with { Split = split }).Faults(set))
            {
                faults.Add(fault);
            }
        }
        foreach (LearnedStrategy policy in learned)
        {
            TaskFit.CheckPolicy(policy, task, faults);
        }
        ControlStrategies.Check(options.Controls, heuristics, task, faults);
        int attention = faults.Within("attention", options.Attention, Limits.Attention, 0);
        if (attention > 0 && options.Policies.Count == 0)
        {
            faults.Add("attention: not without --policy; only learned policies attend to signals");
        }
        foreach (IQueryStrategy strategy in (IQueryStrategy[])[.. heuristics, .. options.OwnStrategies, .. learned.Select(policy => policy.Strategy)])
        {
            GraphFit.Check(strategy, data, faults);
        }
        foreach (ILearnerFactory learner in learners)
        {
            LearnerFit.Check(learner, data, faults);
        }
        foreach (LearnedStrategy policy in learned.Where(policy => !options.AllowSeen && policy.Seen(data).Any()))
        {
            faults.Add(
                $"data: {policy.Strategy.Name} has seen {string.Join(", ", policy.Seen(data))} in training or validation, "
                + "where it flatters itself; name other sets, or add --allow-seen");
        }
        if (environment is null)
        {
            return null;
        }
        var plan = new EvaluationPlan(
            data,
            ControlStrategies.Of(
                options.Controls, options.Parts, task,
                [.. heuristics.Select(ComparedStrategy.Heuristic), .. options.OwnStrategies.Select(ComparedStrategy.Own)],
                [.. learned.Select(one => ComparedStrategy.Policy(one.Strategy, one.Hash, [.. one.Seen(data)]))]),
            learners,
            environment.Problem with { Split = split }, new EpisodeOptions(numbers.Budget, environment.Definition.BatchSize), numbers.Seed, numbers.Repeats)
        {
            Parts = options.Parts,
            Metrics = metrics,
            Reach = reach,
            Stops = stops,
            CountDepartures = options.Controls,
        };
        return new EvaluationJob(environments, plan)
        {
            AttentionRepeats = attention,
            PolicyFolders = [.. learned.Zip(options.Policies, (policy, folder) => (policy.Strategy.Name, PolicyFolder.Locate(folder)))],
            Nodes = options.Nodes,
        };
    }

    /// <summary>Learners by name, fitted to made rows too where the environment says so.</summary>
    /// <param name="names">The names; none for the environment's own.</param>
    /// <param name="environment">The environment; null where it cannot be read.</param>
    /// <param name="task">The task, whose units they predict.</param>
    /// <param name="parts">Where they are found.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IReadOnlyList<ILearnerFactory> Learners(
        IReadOnlyList<string> names, LoadedEnvironment? environment, ITask task, Parts parts, Faults faults)
    {
        IReadOnlyList<ILearnerFactory> learners = LearnerChoice.Parse(names, parts, task, environment?.Learner, faults);
        return environment?.Definition.Augmentation is not { } augmentation ? learners
            : [.. learners.Select(learner => new AugmentedLearnerFactory(learner, augmentation))];
    }

    // Results are told apart by name; what does not fit the task would fail in each of its episodes.
    private static void CheckOwn(IReadOnlyList<IQueryStrategy> own, Parts parts, ITask task, IReadOnlyList<string> others, Faults faults)
    {
        faults.Once("strategy", own.Select(one => one.Name));
        foreach (string name in own.Select(one => one.Name).Where(IsTaken))
        {
            faults.Add($"strategy: '{name}' is not allowed for one's own; use a name that no other strategy has, without a slash");
        }
        foreach (IQueryStrategy strategy in own)
        {
            TaskFit.CheckStrategy(strategy.Name, strategy, task, parts, faults);
        }

        bool IsTaken(string name) => others.Contains(name) || parts.TryFind<IQueryStrategy>(name) is not null || PolicyControls.IsControl(name);
    }
}
