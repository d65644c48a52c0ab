using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Strategies;
using RlQuery.Core.Strategies.Regression;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Inputs;

namespace RlQuery.Studies.Evaluation;

/// <summary>Evaluations of regression; what cannot be used is added to the faults.</summary>
internal static class RegressionEvaluation
{
    /// <summary>What is compared when no strategy is named.</summary>
    private static readonly string[] DefaultStrategies = ["random", "greedy-input", "greedy-input-output"];

    /// <summary>The job that options ask for.</summary>
    /// <returns>Null where no environment can be read; of no use where there are other faults.</returns>
    public static EvaluationJob? Job(EvaluationOptions options, Faults faults)
    {
        IReadOnlyList<RegressionEnvironment> environments = CombinedEnvironments.Read(
            options, file => RegressionEnvironment.Read(file, new MixedTableFeaturizer()), faults);
        RegressionEnvironment? environment = environments.Count > 0 ? environments[0] : null;
        SplitOptions split = SplitChoice.Of(options.Folds, environment?.Problem.Split ?? new SplitOptions(), faults);
        IReadOnlyList<Dataset> data = EvaluationData.Open(options, environments, LearningTask.Regression, faults);
        // What is wrong with a set whatever the protocol has been said where it was opened.
        foreach (string fault in data.Where(set => DatasetChecks.FaultsForEvaluation(set).Count == 0).SelectMany(set => environment is null ? [] : (environment.Problem with { Split = split }).Faults(set)))
        {
            faults.Add(fault);
        }
        IReadOnlyList<IRegressionStrategy> strategies = Strategies(options.Strategies, faults);
        IReadOnlyList<IRegressorFactory> learners = LearnerChoice.Parse(options.Learners, RegressorCatalog.Find, environment?.Learner, faults);
        IReadOnlyList<IMetric> metrics = MetricChoice.Parse(options.Metrics, LearningTask.Regression, faults);
        IReadOnlyList<double> reach = ReachChoice.Check(options.Reach, metrics, faults);
        EvaluationNumbers numbers = EvaluationNumbers.Of(options, split, environment?.Definition.Budget, faults);
        if (options.Stops.Count > 0)
        {
            faults.Add("stop: is not allowed in regression; the rules look at probabilities of classes");
        }
        (string Option, bool Given)[] ofPolicies =
        [
            ("policy", options.Policies.Count > 0), ("own strategies", options.OwnStrategies.Count > 0), ("allow-seen", options.AllowSeen),
            ("controls", options.Controls), ("attention", options.Attention is not null),
        ];
        foreach ((string option, _) in ofPolicies.Where(one => one.Given))
        {
            faults.Add($"{option}: is not allowed in regression; learned policies choose in classification alone");
        }
        if (environment is null)
        {
            return null;
        }
        var plan = new RegressionPlan(
            data, strategies, learners, environment.Problem with { Split = split }, new EpisodeOptions(numbers.Budget, environment.Definition.BatchSize), numbers.Seed, numbers.Repeats)
        {
            Metrics = metrics,
            Reach = reach,
        };
        return new EvaluationJob(environments, plan);
    }

    /// <summary>The strategies that are named, or the usual ones.</summary>
    private static List<IRegressionStrategy> Strategies(IReadOnlyList<string> names, Faults faults)
    {
        faults.Once("strategy", names);
        var found = new List<IRegressionStrategy>();
        foreach (string name in names.Count == 0 ? DefaultStrategies : names.Distinct())
        {
            if (RegressionStrategyCatalog.Find(name) is IRegressionStrategy strategy)
            {
                found.Add(strategy);
                continue;
            }
            string[] known = [.. RegressionStrategyCatalog.All.Select(one => one.Name)];
            faults.Add(StrategyCatalog.Find(name) is not null
                ? $"strategy: '{name}' is for classification, and this is regression; use {string.Join(", ", known)}"
                : $"strategy: '{name}' is unknown{NearestName.Hint(name, known)}");
        }
        return found;
    }
}
