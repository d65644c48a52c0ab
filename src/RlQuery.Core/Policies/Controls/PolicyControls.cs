using RlQuery.Core.Strategies;

namespace RlQuery.Core.Policies.Controls;

/// <summary>The strategies without which a policy's gain says nothing about its network.</summary>
internal static class PolicyControls
{
    /// <summary>The controls of a policy, each named <c>POLICY/CONTROL</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="untrained">Makes a network as training begins with, of the sizes of a member of a given number.</param>
    /// <returns>
    /// <c>random-in-shortlist</c> (<see cref="RandomInShortlist"/>), <c>untrained</c> (fresh weights under the same normalisation and selector),
    /// <c>no-gate</c> (the best score of the whole pool) and <c>gate-only</c> (<see cref="GateOnly"/>).
    /// </returns>
    public static IReadOnlyList<IQueryStrategy> Of(LearnedPolicy policy, Func<int, NetworkShape, IScoringNetwork> untrained) =>
    [
        new RandomInShortlist($"{policy.Name}/random-in-shortlist", policy.Selector),
        policy.WithNetworks($"{policy.Name}/untrained", untrained),
        policy.With($"{policy.Name}/no-gate", policy.Selector with { ShortlistShare = 1, Threshold = 0, ShortlistFloor = null }),
        new GateOnly($"{policy.Name}/gate-only", policy),
    ];

    /// <summary>Whether a strategy of a table is a control of a policy; policies are named after folders, and those have no slash.</summary>
    /// <param name="strategy">Name as in tables.</param>
    public static bool IsControl(string strategy) => strategy.Contains('/', StringComparison.Ordinal);
}
