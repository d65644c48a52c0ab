using RlQuery.Core;
using RlQuery.Core.Policies.Controls;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Episodes;

/// <summary>Kinds of strategies in files.</summary>
internal static class StrategyKinds
{
    private static readonly string[] Words = ["heuristic", "policy", "control", "own"];

    /// <summary>The name of a kind in a manifest.</summary>
    public static string Word(this StrategyKind kind) => Words[(int)kind];

    /// <summary>Whether a strategy is the subject of a comparison: a learned policy, or a custom strategy.</summary>
    public static bool IsSubject(this StrategyKind kind) => kind is StrategyKind.Policy or StrategyKind.Own;

    /// <summary>Reads the kind of a strategy from a manifest.</summary>
    /// <param name="name">Name of the strategy.</param>
    /// <param name="word">The name; null if there is none.</param>
    /// <param name="parts">Where heuristics are found.</param>
    /// <returns>The kind; where version 0.1 recorded none, or called one's own strategy a control, what follows from the name.</returns>
    public static StrategyKind Read(string name, string? word, Parts parts) => Array.IndexOf(Words, word) switch
    {
        (int)StrategyKind.Control when !PolicyControls.IsControl(name) => StrategyKind.Own,
        >= 0 and int kind => (StrategyKind)kind,
        _ => OfName(name, parts),
    };

    /// <summary>The kind that a name suggests, for a folder without a manifest.</summary>
    public static StrategyKind OfName(string name, Parts parts) => PolicyControls.IsControl(name) ? StrategyKind.Control
        : parts.TryFind<IQueryStrategy>(name) is not null ? StrategyKind.Heuristic
        : StrategyKind.Policy;
}
