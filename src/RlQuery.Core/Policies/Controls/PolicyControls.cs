using RlQuery.Core.Strategies;

namespace RlQuery.Core.Policies.Controls;

/// <summary>The control strategies that show what a policy owes to its network.</summary>
internal static class PolicyControls
{
    /// <summary>The controls of a policy, each named <c>POLICY/CONTROL</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="untrained">Makes an untrained network with the sizes of the member of a given number.</param>
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

    /// <summary>Whether a strategy of a table is a control of a policy: the name of a policy is that of its folder, and has no slash.</summary>
    /// <param name="strategy">Name as in tables.</param>
    public static bool IsControl(string strategy) => strategy.Contains('/', StringComparison.Ordinal);
}
