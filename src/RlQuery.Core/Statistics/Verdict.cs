namespace RlQuery.Core.Statistics;

/// <summary>What a test says of a difference. The values are its signs.</summary>
public enum Verdict
{
    /// <summary>Significantly below zero.</summary>
    Worse = -1,

    /// <summary>Not significant, or not testable: neither shown to be there, nor shown to be absent.</summary>
    NotShown = 0,

    /// <summary>Significantly above zero.</summary>
    Better = 1,
}
