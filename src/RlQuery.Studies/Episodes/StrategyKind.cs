namespace RlQuery.Studies.Episodes;

/// <summary>What a strategy is in a comparison.</summary>
public enum StrategyKind
{
    /// <summary>A heuristic of this library.</summary>
    Heuristic,

    /// <summary>A learned policy.</summary>
    Policy,

    /// <summary>A policy with a part removed or randomised.</summary>
    Control,

    /// <summary>A strategy that a program brought along.</summary>
    Own,
}
