using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

/// <summary>The signals of a policy, as policy.json holds them.</summary>
/// <param name="Names">In the order of the network's inputs.</param>
/// <param name="Versions">Version of each signal's definition.</param>
/// <param name="Version">Version of the form of observations.</param>
/// <param name="Hash">Of the whole list: form, signals and state values with their versions and order.</param>
public sealed record PolicySignals(IReadOnlyList<string> Names, IReadOnlyList<int> Versions, int Version, string Hash)
{
    /// <summary>The signals of a list.</summary>
    /// <param name="list">What the policy was trained on.</param>
    public static PolicySignals Of(SignalList list) => new(
        list.SignalNames, [.. list.Signals.Select(signal => signal.Version)], SignalList.FormVersion, list.Hash);
}

/// <summary>The state values of a policy, as policy.json holds them.</summary>
/// <param name="Names">In the order of the network's inputs.</param>
/// <param name="Versions">Version of each value's definition.</param>
public sealed record PolicyState(IReadOnlyList<string> Names, IReadOnlyList<int> Versions)
{
    /// <summary>The state values of a list.</summary>
    /// <param name="list">What the policy was trained on.</param>
    public static PolicyState Of(SignalList list) => new(list.StateNames, [.. list.State.Select(value => value.Version)]);
}
