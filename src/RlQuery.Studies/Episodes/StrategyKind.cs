namespace RlQuery.Studies.Episodes;

/// <summary>What a strategy is in a comparison.</summary>
public enum StrategyKind
{
    /// <summary>A rule that this library knows by name.</summary>
    Heuristic,

    /// <summary>A learned policy.</summary>
    Policy,

    /// <summary>A policy with a part of it taken away, or left to chance.</summary>
    Control,

    /// <summary>A strategy that a program brought along.</summary>
    Own,
}
