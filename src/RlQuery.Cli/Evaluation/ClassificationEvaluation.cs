using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Experiments;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;

namespace RlQuery.Cli;

/// <summary>Evaluations of classification; what cannot be used is added to the faults.</summary>
internal static class ClassificationEvaluation
{
    /// <summary>The job that a request asks for.</summary>
    /// <returns>What is of no use where there are faults.</returns>
    public static EvaluationJob Job(EvaluationRequest request, Faults faults)
    {
        LoadedEnvironment[] environments = [.. request.Environments.Select(file => faults.Collect(() => LoadedEnvironment.Read(file, new MixedTableFeaturizer()))).OfType<LoadedEnvironment>()];
        CombinedEnvironments.Check(request.Environments, environments, request, faults);
        LoadedEnvironment? environment = environments.FirstOrDefault();
        IReadOnlyList<Dataset> data = EvaluationData.Open(request, environments, LearningTask.Classification, faults);
        IReadOnlyList<LearnedStrategy> learned = LearnedStrategies.Open(request.Policies, faults);
        IQueryStrategy[] heuristics = [.. StrategyChoice.Heuristics(request.Strategies, faults)];
        IReadOnlyList<ILearnerFactory> learners = Learners(request.Learners, environment, faults);
        IReadOnlyList<IMetric> metrics = MetricChoice.Parse(request.Metrics, LearningTask.Classification, faults);
        IReadOnlyList<double> reach = ReachChoice.Parse(request.Reach, metrics, faults);
        IReadOnlyList<IStoppingRule> stops = StopChoice.Parse(request.Stops, faults);
        SplitOptions split = SplitChoice.Parse(request.Split, environment?.Problem.Split ?? new SplitOptions(), faults);
        EvaluationNumbers numbers = EvaluationNumbers.Parse(request, split, environment?.Definition.Budget, faults);
        foreach (Dataset set in data.Where(set => split.Folds > 0 && DatasetChecks.FaultsForEvaluation(set).Count == 0))
        {
            faults.Collect(() => PoolTestSplit.Create(set, split, 0));
        }
        Controls.Check(request.Controls, heuristics, faults);
        int attention = faults.Integer("attention", request.Attention, 1, 100_000, 0);
        if (attention > 0 && request.Policies.Count == 0)
        {
            faults.Add("attention: not without --policy; only learned policies attend to signals");
        }
        foreach (LearnedStrategy policy in learned.Where(policy => !request.AllowSeen && policy.Seen(data).Any()))
        {
            faults.Add($"data: {policy.Strategy.Name} has seen {string.Join(", ", policy.Seen(data))} in training or validation, where it flatters itself; name other sets, or add --allow-seen");
        }
        var policies = learned.ToLookup(one => one.Strategy.Name).ToDictionary(same => same.Key, same => new EvaluatedPolicy(same.First().Hash, [.. same.First().Seen(data)]));
        var plan = new EvaluationPlan(
            data, Controls.Strategies(request.Controls, heuristics, [.. learned.Select(one => one.Strategy)]), learners,
            (environment?.Problem ?? new ProblemOptions(split, 1)) with { Split = split }, new EpisodeOptions(numbers.Budget, environment?.Definition.BatchSize ?? 1), numbers.Seed, numbers.Repeats)
        {
            Metrics = metrics,
            Reach = reach,
            Stops = stops,
            CountDepartures = request.Controls,
        };
        return new EvaluationJob(environments, plan, policies) { AttentionRepeats = attention };
    }

    private static IReadOnlyList<ILearnerFactory> Learners(IReadOnlyList<string> names, LoadedEnvironment? environment, Faults faults)
    {
        faults.Once("learner", names);
        ILearnerFactory?[] found = [.. names.Distinct().Select(name => faults.Collect(() => LearnerCatalog.Find(name)))];
        return names.Count > 0 ? [.. found.OfType<ILearnerFactory>()] : environment is null ? [] : [environment.Learner];
    }
}
