namespace RlQuery.Studies.Advice;

/// <summary>A set on which strategies were measured, and what it looked like beforehand.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Origin">Sets of one origin come from one original table, and are left out together.</param>
/// <param name="Table">What it looked like.</param>
/// <param name="Gains">What was gained, by the number of queries.</param>
public sealed record MeasuredSet(string Name, string Origin, TableDescriptors Table, IReadOnlyList<MeasuredGain> Gains)
{
    /// <summary>What was gained with a number of queries.</summary>
    /// <param name="kind">Which difference.</param>
    /// <param name="queries">Number of queries.</param>
    /// <returns>Null where it was not measured.</returns>
    public double? Gain(GainKind kind, int queries) => Gains.FirstOrDefault(gain => gain.Queries == queries)?.Of(kind);
}
