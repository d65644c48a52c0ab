namespace RlQuery.Reports;

/// <summary>The mean curve of one strategy on one data set.</summary>
/// <param name="Strategy">Name of the strategy, or of the learned policy's folder.</param>
/// <param name="IsLearned">Whether it is a learned policy: such are drawn thicker and on top.</param>
/// <param name="Labels">Numbers of labels, ascending.</param>
/// <param name="Mean">Mean score for each number of labels.</param>
/// <param name="Lower">Lower end of the 95 % interval; NaN where it is unknown.</param>
/// <param name="Upper">Upper end of the 95 % interval; NaN where it is unknown.</param>
public sealed record StrategyCurve(
    string Strategy, bool IsLearned, double[] Labels, double[] Mean, double[] Lower, double[] Upper);
