using System.Globalization;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

/// <summary>The rules that a policy.json must follow for its policy to be usable by this version.</summary>
internal static class PolicyRules
{
    private const string Outside = "; if the policy was trained with an assembly of one's own, name that with --parts";

    /// <summary>The policy's signal list, if this version has every signal and state value with the same meaning.</summary>
    public static SignalList ListOf(PolicyDocument document, string source, Parts parts)
    {
        var faults = new List<string>();
        Compare("signals", document.Signals.Names, document.Signals.Versions, parts.All<ISignal>().ToDictionary(s => s.Name, s => s.Version), faults);
        Compare("state", document.State.Names, document.State.Versions, parts.All<IStateValue>().ToDictionary(s => s.Name, s => s.Version), faults);
        if (document.Signals.Version != SignalList.FormVersion)
        {
            faults.Add($"signals.version: {document.Signals.Version} is unknown; this version reads {SignalList.FormVersion}");
        }
        Throw(faults, source);
        SignalList list = SignalList.ByName(parts, document.Signals.Names, document.State.Names);
        if (list.Hash != document.Signals.Hash)
        {
            faults.Add($"signals.hash: '{document.Signals.Hash}' does not fit the signals and state values named, which have '{list.Hash}'");
        }
        Throw(faults, source);
        return list;
    }

    /// <summary>Checks sizes and ranges.</summary>
    public static void Check(PolicyDocument document, string source, Parts parts)
    {
        var faults = new List<string>();
        int signals = document.Signals.Names.Count;
        int context = document.State.Names.Count + (2 * signals);
        NetworkShape network = document.Network;
        if (network.Signals != signals || network.Context != context)
        {
            faults.Add(
                $"network: {network.Signals} signals and {network.Context} context values do not fit the signals and state values, "
                + $"which give {signals} and {context}");
        }
        if (network.Hidden.Count > 8 || network.Hidden.Any(width => width is < 1 or > 4096))
        {
            faults.Add($"network.hidden: [{string.Join(", ", network.Hidden)}] is not allowed; use up to 8 layers of 1..4096");
        }
        if (network.Leaves is < 0 or > ScoringTree.MostLeaves)
        {
            faults.Add($"network.leaves: {network.Leaves} is not allowed; use 1..{ScoringTree.MostLeaves} for a tree");
        }
        if (network.Leaves != 0 && (network.Hidden.Count > 0 || network.Gated))
        {
            faults.Add("network: a tree has leaves alone; hidden layers and a gate beside them are not allowed");
        }
        if (document.Budget is < 1 or > 100_000)
        {
            faults.Add($"budget: {document.Budget} is not allowed; use 1..100000");
        }
        Moments("normalisation.signals", document.Normalisation.Signals, signals, faults);
        Moments("normalisation.context", document.Normalisation.Context, context, faults);
        Selector(document.Selector, parts, faults);
        Throw(faults, source);
    }

    private static void Compare(
        string list, IReadOnlyList<string> names, IReadOnlyList<int> versions, Dictionary<string, int> known, List<string> faults)
    {
        if (names.Count != versions.Count)
        {
            faults.Add($"{list}.versions: {versions.Count} versions of {names.Count} names");
            return;
        }
        for (int i = 0; i < names.Count; i++)
        {
            if (!known.TryGetValue(names[i], out int version))
            {
                faults.Add($"{list}: '{names[i]}' is unknown to this version, which has {string.Join(", ", known.Keys)}{Outside}");
            }
            else if (version != versions[i])
            {
                faults.Add($"{list}: '{names[i]}' is of version {versions[i]} in the policy and of version {version} here; train the policy again");
            }
        }
        foreach (string name in names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            faults.Add($"{list}: '{name}' occurs twice");
        }
    }

    private static void Moments(string name, PolicyMoments moments, int count, List<string> faults)
    {
        if (moments.Mean.Length != count || moments.Deviation.Length != count)
        {
            faults.Add($"{name}: {moments.Mean.Length} means and {moments.Deviation.Length} deviations; needs {count} of each");
        }
        if (!moments.Mean.All(float.IsFinite) || !moments.Deviation.All(value => float.IsFinite(value) && value > 0))
        {
            faults.Add($"{name}: means must be finite, deviations finite and positive");
        }
    }

    private static void Selector(PolicySelector selector, Parts parts, List<string> faults)
    {
        if (!(selector.ShortlistShare > 0 && selector.ShortlistShare <= 1))
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"selector.shortlistShare: {selector.ShortlistShare} is not allowed; use more than 0, at most 1"));
        }
        if (!(selector.Threshold >= 0 && double.IsFinite(selector.Threshold)))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"selector.threshold: {selector.Threshold} is not allowed; use 0 or more"));
        }
        if (selector.ShortlistFloor is double floor && !(floor > 0 && floor <= 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"selector.shortlistFloor: {floor} is not allowed; use more than 0, at most 1"));
        }
        if (selector.Ensemble is < 1 or > 64)
        {
            faults.Add($"selector.ensemble: {selector.Ensemble} is not allowed; use 1..64");
        }
        string[] known = [.. parts.All<ISignal>().Select(signal => signal.Name)];
        if (!known.Contains(selector.ShortlistSignal))
        {
            faults.Add($"selector.shortlistSignal: '{selector.ShortlistSignal}' is unknown{NearestName.Hint(selector.ShortlistSignal, known)}{Outside}");
        }
    }

    private static void Throw(List<string> faults, string source)
    {
        if (faults.Count > 0)
        {
            throw new InvalidInputException([.. faults.Select(fault => $"{source}: {fault}")]);
        }
    }
}
