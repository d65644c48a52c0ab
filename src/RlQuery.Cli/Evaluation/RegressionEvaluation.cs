using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Strategies;
using RlQuery.Core.Strategies.Regression;

namespace RlQuery.Cli;

/// <summary>What a command line names for an evaluation of regression; what cannot be used is added to the faults.</summary>
internal static class RegressionEvaluation
{
    /// <summary>What is compared when no strategy is named.</summary>
    private static readonly string[] DefaultStrategies = ["random", "greedy-input", "greedy-input-output"];

    /// <summary>The data sets: those that are named, or the environment's.</summary>
    public static IReadOnlyList<Dataset> Data(IReadOnlyList<string> names, string? target, string? schema, RegressionEnvironment? environment, SplitOptions split, Faults faults)
    {
        IReadOnlyList<Dataset> sets = names.Count > 0 ? DataSets.Open(names, target, schema, faults, LearningTask.Regression) : environment?.Evaluation ?? [];
        if (names.Count == 0 && target is not null)
        {
            faults.Add($"target: {target} is not allowed without --data; the environment's sets have their own");
        }
        if (names.Count == 0 && schema is not null)
        {
            faults.Add($"schema: {schema} is not allowed without --data; the environment's sets have their own");
        }
        RegressionProblemOptions? problem = environment is null ? null : environment.Problem with { Split = split };
        // What is wrong with a set whatever the protocol has been said where it was opened.
        foreach (string fault in sets.Where(set => DatasetChecks.FaultsForEvaluation(set).Count == 0).SelectMany(set => problem?.Faults(set) ?? []))
        {
            faults.Add(fault);
        }
        if (environment is { Definition.Evaluation.Count: 0 } && names.Count == 0)
        {
            faults.Add($"{environment.Name}: names no evaluation sets; give --data");
        }
        return sets;
    }

    /// <summary>The learners: those that are named, or the environment's.</summary>
    public static IReadOnlyList<IRegressorFactory> Learners(IReadOnlyList<string> names, RegressionEnvironment? environment, Faults faults)
    {
        Once("learner", names, faults);
        IRegressorFactory?[] found = [.. names.Distinct().Select(name => faults.Collect(() => RegressorCatalog.Find(name)))];
        return names.Count > 0 ? [.. found.OfType<IRegressorFactory>()] : environment is null ? [] : [environment.Learner];
    }

    /// <summary>The strategies that are named, or the usual ones.</summary>
    public static IReadOnlyList<IRegressionStrategy> Strategies(IReadOnlyList<string> names, Faults faults)
    {
        Once("strategy", names, faults);
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

    private static void Once(string option, IReadOnlyList<string> names, Faults faults)
    {
        foreach (string name in names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            faults.Add($"{option}: '{name}' is given twice; name each once");
        }
    }
}
