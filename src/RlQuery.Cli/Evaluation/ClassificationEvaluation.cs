using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.MicrosoftML;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Evaluations of classification; what cannot be used is added to the faults.</summary>
internal static class ClassificationEvaluation
{
    /// <summary>The job that a request asks for.</summary>
    /// <returns>Null where no environment can be read; of no use where there are other faults.</returns>
    public static EvaluationJob? Job(EvaluationRequest request, Faults faults)
    {
        IReadOnlyList<LoadedEnvironment> environments = CombinedEnvironments.Read(request, file => LoadedEnvironment.Read(file, new MixedTableFeaturizer()), faults);
        LoadedEnvironment? environment = environments.Count > 0 ? environments[0] : null;
        IReadOnlyList<Dataset> data = EvaluationData.Open(request, environments, LearningTask.Classification, faults);
        IReadOnlyList<LearnedStrategy> learned = LearnedStrategies.Open(request.Policies, faults);
        IQueryStrategy[] heuristics = [.. StrategyChoice.Heuristics(request.Strategies, faults)];
        IReadOnlyList<ILearnerFactory> learners = LearnerChoice.Parse(request.Learners, LearnerCatalog.Find, environment?.Learner, faults);
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
        if (environment is null)
        {
            return null;
        }
        var policies = learned.DistinctBy(one => one.Strategy.Name).ToDictionary(one => one.Strategy.Name, one => new EvaluatedPolicy(one.Hash, [.. one.Seen(data)]));
        var plan = new EvaluationPlan(
            data, Controls.Strategies(request.Controls, heuristics, [.. learned.Select(one => one.Strategy)]), learners,
            environment.Problem with { Split = split }, new EpisodeOptions(numbers.Budget, environment.Definition.BatchSize), numbers.Seed, numbers.Repeats)
        {
            Metrics = metrics,
            Reach = reach,
            Stops = stops,
            CountDepartures = request.Controls,
        };
        return new EvaluationJob(environments, plan, policies) { AttentionRepeats = attention };
    }
}
