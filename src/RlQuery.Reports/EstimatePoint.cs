namespace RlQuery.Reports;

/// <summary>An estimate beside the value that it estimates.</summary>
/// <param name="Series">What is estimated, such as the policy.</param>
/// <param name="Truth">The true value.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Lower">Lower end of its interval; NaN where it is unknown.</param>
/// <param name="Upper">Upper end of its interval; NaN where it is unknown.</param>
public sealed record EstimatePoint(string Series, double Truth, double Estimate, double Lower, double Upper);
