using RlQuery.Core.Data;
using RlQuery.Core.Environments;

namespace RlQuery.Cli;

/// <summary>Environments that are evaluated as one: the sets of all of them under the protocol that they share.</summary>
internal static class CombinedEnvironments
{
    /// <summary>Adds to the faults what keeps environments from being one: whatever they say differently, unless an option says it for all.</summary>
    /// <param name="files">Their files.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="request">The options.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static void Check(IReadOnlyList<string> files, IReadOnlyList<IEvaluationEnvironment> environments, EvaluationRequest request, Faults faults)
    {
        foreach (string file in files.GroupBy(Path.GetFullPath).Where(same => same.Count() > 1).Select(same => same.First()))
        {
            faults.Add($"{file}: is given twice; name each environment once");
        }
        foreach (string name in environments.GroupBy(one => one.Name).Where(same => same.Count() > 1 && same.Select(one => one.Hash).Distinct().Count() > 1).Select(same => same.Key))
        {
            faults.Add($"environments: two different files are named '{name}'; results are told apart by that name, so rename one");
        }
        for (int i = 1; i < environments.Count; i++)
        {
            string[] different = [.. Differences(environments[0].Definition, environments[i].Definition, request)];
            if (different.Length > 0)
            {
                faults.Add($"{files[i]}: is of another protocol than {files[0]}: {string.Join(", ", different)}; evaluate it alone");
            }
        }
    }

    /// <summary>The evaluation sets of all environments, each once.</summary>
    /// <param name="files">Their files.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IReadOnlyList<Dataset> Evaluation(IReadOnlyList<string> files, IReadOnlyList<IEvaluationEnvironment> environments, Faults faults)
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

    private static IEnumerable<string> Differences(EnvironmentDefinition first, EnvironmentDefinition other, EvaluationRequest request)
    {
        (string Name, bool Told, object First, object Other)[] settings =
        [
            ("split", request.Split is not null, first.Split, other.Split),
            ("learner", request.Learners.Count > 0, first.Learner, other.Learner),
            ("budget", request.Budget is not null, first.Budget, other.Budget),
            ("startPerClass", false, first.StartPerClass, other.StartPerClass),
            ("startLabels", false, first.StartLabels, other.StartLabels),
            ("batchSize", false, first.BatchSize, other.BatchSize),
        ];
        return settings.Where(one => !one.Told && !one.First.Equals(one.Other)).Select(one =>
            one.First is SplitOptions ? one.Name : FormattableString.Invariant($"{one.Name} {one.Other} and {one.First}"));
    }
}
