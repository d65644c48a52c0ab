namespace RlQuery.Reports;

/// <summary>One difference to a reference.</summary>
/// <param name="Name">Name of the data set, or of the strategy.</param>
/// <param name="Difference">Mean difference.</param>
/// <param name="Lower">Lower end of its 95 % interval; NaN where it is unknown.</param>
/// <param name="Upper">Upper end of its 95 % interval; NaN where it is unknown.</param>
/// <param name="Verdict">1 where it is significantly better, -1 where it is worse, 0 where neither is shown.</param>
public sealed record ForestRow(string Name, double Difference, double Lower, double Upper, int Verdict);
