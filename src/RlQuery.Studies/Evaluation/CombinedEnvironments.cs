using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;

namespace RlQuery.Studies.Evaluation;

/// <summary>Environments that are evaluated as one: the sets of all of them under the protocol that they share.</summary>
internal static class CombinedEnvironments
{
    /// <summary>
    /// Reads the environments of a study; adds to the faults what keeps them from being one: whatever they say differently, unless an option says it for
    /// all.
    /// </summary>
    /// <param name="options">Their files, and the options.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>Those that can be read.</returns>
    public static IReadOnlyList<LoadedEnvironment> Read(EvaluationOptions options, Faults faults)
    {
        (string File, LoadedEnvironment? Environment)[] tried =
        [
            .. options.Environments.Select(file => (
                file, faults.Collect(() => LoadedEnvironment.Read(file, options.Parts, options.Featurizer)))),
        ];
        (string File, LoadedEnvironment Environment)[] known = [.. tried.Where(one => one.Environment is not null).Select(one => (one.File, one.Environment!))];
        faults.Note(known.SelectMany(one => one.Environment.Notes));
        foreach (string file in options.Environments.GroupBy(Path.GetFullPath).Where(same => same.Count() > 1).Select(same => same.First()))
        {
            faults.Add($"{file}: is given twice; name each environment once");
        }
        foreach (string name in known.Select(one => one.Environment).GroupBy(one => one.Name)
            .Where(same => same.Count() > 1 && same.Select(one => one.Hash).Distinct().Count() > 1)
            .Select(same => same.Key))
        {
            faults.Add($"environments: two different files are named '{name}'; results are told apart by that name, so rename one");
        }
        foreach ((string file, LoadedEnvironment environment) in known.Skip(1))
        {
            if (environment.Task != known[0].Environment.Task)
            {
                throw new InvalidInputException($"{file}: is of another task than {known[0].File}; evaluate it alone");
            }
            string[] different = [.. Differences(known[0].Environment, environment, options)];
            if (different.Length > 0)
            {
                faults.Add($"{file}: is of another protocol than {known[0].File}: {string.Join(", ", different)}; evaluate it alone");
            }
        }
        return [.. known.Select(one => one.Environment)];
    }

    /// <summary>The evaluation sets of all environments, each once.</summary>
    /// <param name="files">Their files.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IReadOnlyList<Dataset> Evaluation(IReadOnlyList<string> files, IReadOnlyList<LoadedEnvironment> environments, Faults faults)
    {
        Dataset[] sets = [.. environments.SelectMany(one => faults.Collect(() => one.Evaluation) ?? []).DistinctBy(set => (set.Name, set.Hash))];
        foreach (string name in sets.GroupBy(set => set.Name).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            faults.Add($"environments: two different sets are named '{name}'; results are told apart by that name, so rename one");
        }
        if (environments.Count > 0 && environments.Count == files.Count && environments.All(one => one.Definition.Evaluation.Count == 0))
        {
            faults.Add($"{string.Join(", ", files)}: names no evaluation sets; give --data");
        }
        return sets;
    }

    private static string Words(LoadedEnvironment environment) =>
        environment.Definition.Augmentation is { } made ? FormattableString.Invariant($"{made.Method} {made.PerClass} {made.Weight} {made.Made}") : "none";

    private static string Panel(LoadedEnvironment environment) =>
        environment.Definition.Annotators.Count == 0 ? "none" : string.Join(", ", environment.Definition.Annotators.Select(one => one.Words));

    private static string Costs(LoadedEnvironment environment) =>
        environment.Problem.Costs is { } costs ? FormattableString.Invariant($"{costs.Low}..{costs.High}") : "none";

    private static string Matrix(LoadedEnvironment environment) => environment.Definition.CostMatrix is { } matrix
        ? string.Join("; ", matrix.Select(row => string.Join(", ", row.Select(cost => FormattableString.Invariant($"{cost}"))))) : "none";

    private static IEnumerable<string> Differences(LoadedEnvironment first, LoadedEnvironment other, EvaluationOptions options)
    {
        (string Name, bool Told, object First, object Other)[] settings =
        [
            ("split", options.Folds is not null, first.Definition.Split, other.Definition.Split),
            ("learner", options.Learners.Count > 0, first.Learner.Name, other.Learner.Name),
            ("augmentation", false, Words(first), Words(other)),
            ("startClasses", false, first.Definition.StartClasses, other.Definition.StartClasses),
            ("outOfScope", false, first.Definition.OutOfScope ?? "none", other.Definition.OutOfScope ?? "none"),
            ("make", false, first.Definition.Make?.Words ?? "none", other.Definition.Make?.Words ?? "none"),
            ("annotators", false, Panel(first), Panel(other)),
            ("costMatrix", false, Matrix(first), Matrix(other)),
            ("truth", false, first.Definition.Truth, other.Definition.Truth),
            ("costs", false, Costs(first), Costs(other)),
            ("budget", options.Budget is not null, first.Definition.Budget, other.Definition.Budget),
            (first.Task.StartSetting, false, first.Problem.Start, other.Problem.Start),
            ("batchSize", false, first.Definition.BatchSize, other.Definition.BatchSize),
        ];
        return settings.Where(one => !one.Told && !one.First.Equals(one.Other)).Select(one =>
            one.First is SplitOptions ? one.Name : FormattableString.Invariant($"{one.Name} {one.Other} and {one.First}"));
    }
}
