namespace RlQuery.Studies.Advice;

/// <summary>What was expected of a set without its origin, and what was measured.</summary>
/// <param name="Set">The set.</param>
/// <param name="Kind">Which gain.</param>
/// <param name="Queries">Number of queries.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Mean">The mean of all other origins' sets.</param>
/// <param name="Expected">What was expected.</param>
internal sealed record CalibrationRow(MeasuredSet Set, GainKind Kind, int Queries, double Measured, double Mean, ExpectedGain Expected)
{
    /// <summary>Whether the measured gain lies in the interval.</summary>
    public bool IsInside => Measured >= Expected.Lower && Measured <= Expected.Upper;
}
