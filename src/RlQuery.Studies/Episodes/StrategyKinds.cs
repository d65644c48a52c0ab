using RlQuery.Core;
using RlQuery.Core.Policies.Controls;
using RlQuery.Core.Strategies;

namespace RlQuery.Studies.Episodes;

/// <summary>Kinds of strategies in files.</summary>
internal static class StrategyKinds
{
    private static readonly string[] Words = ["heuristic", "policy", "control", "own"];

    /// <summary>The word of a kind in a manifest.</summary>
    public static string Word(this StrategyKind kind) => Words[(int)kind];

    /// <summary>Whether a comparison is made for the sake of a strategy: a learned policy, or one's own.</summary>
    public static bool IsSubject(this StrategyKind kind) => kind is StrategyKind.Policy or StrategyKind.Own;

    /// <summary>Reads what a manifest says of a strategy.</summary>
    /// <param name="name">Name of the strategy.</param>
    /// <param name="word">The word; null where there is none.</param>
    /// <param name="parts">Where heuristics are found.</param>
    /// <returns>The kind; where version 0.1 recorded none, or called one's own strategy a control, what follows from the name.</returns>
    public static StrategyKind Read(string name, string? word, Parts parts) => Array.IndexOf(Words, word) switch
    {
        (int)StrategyKind.Control when !PolicyControls.IsControl(name) => StrategyKind.Own,
        >= 0 and int kind => (StrategyKind)kind,
        _ => OfName(name, parts),
    };

    /// <summary>The kind that a name suggests: all that there is to go by in a folder without a manifest.</summary>
    public static StrategyKind OfName(string name, Parts parts) => PolicyControls.IsControl(name) ? StrategyKind.Control
        : parts.TryFind<IQueryStrategy>(name) is not null ? StrategyKind.Heuristic
        : StrategyKind.Policy;
}
