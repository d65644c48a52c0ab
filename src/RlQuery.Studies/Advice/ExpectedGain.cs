namespace RlQuery.Studies.Advice;

/// <summary>What to expect on a table that was not measured, as a difference in AUBC: the mean accuracy over the queries.</summary>
/// <param name="Value">The expected difference.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
public sealed record ExpectedGain(double Value, double Lower, double Upper);
