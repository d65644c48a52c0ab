namespace RlQuery.Core.Signals;

/// <summary>Whether a heuristic takes the highest or the lowest value of a signal.</summary>
public enum Preference
{
    /// <summary>The candidate with the largest value.</summary>
    Highest,

    /// <summary>The candidate with the smallest value.</summary>
    Lowest,
}
