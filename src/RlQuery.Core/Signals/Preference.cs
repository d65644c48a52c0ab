namespace RlQuery.Core.Signals;

/// <summary>Which end of a signal a heuristic takes.</summary>
public enum Preference
{
    /// <summary>The candidate with the largest value.</summary>
    Highest,

    /// <summary>The candidate with the smallest value.</summary>
    Lowest,
}
