using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Episodes;

/// <summary>A strategy of a comparison, with its role.</summary>
/// <param name="Strategy">The strategy, with a unique name.</param>
/// <param name="Identity">What results say of it.</param>
public sealed record ComparedStrategy(IQueryStrategy Strategy, StrategyIdentity Identity)
{
    /// <summary>A heuristic of this library.</summary>
    /// <param name="strategy">The rule.</param>
    public static ComparedStrategy Heuristic(IQueryStrategy strategy) => new(strategy, new StrategyIdentity(strategy.Name, StrategyKind.Heuristic));

    /// <summary>A learned policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="hash">SHA-256 of its <c>policy.json</c>.</param>
    /// <param name="seen">Names of those data sets of the comparison that it was trained or chosen on.</param>
    public static ComparedStrategy Policy(LearnedPolicy policy, string hash, IReadOnlyList<string> seen) =>
        new(policy, new StrategyIdentity(policy.Name, StrategyKind.Policy) { Hash = hash, Seen = seen });

    /// <summary>A policy with a part removed or randomised.</summary>
    /// <param name="strategy">The control.</param>
    public static ComparedStrategy Control(IQueryStrategy strategy) => new(strategy, new StrategyIdentity(strategy.Name, StrategyKind.Control));

    /// <summary>A strategy that a program brought along.</summary>
    /// <param name="strategy">The strategy.</param>
    public static ComparedStrategy Own(IQueryStrategy strategy) => new(strategy, new StrategyIdentity(strategy.Name, StrategyKind.Own));
}
