namespace RlQuery.Reports;

/// <summary>What a strategy saves.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Saved">Labels saved on each data set; NaN where the target is not reached.</param>
/// <param name="Median">Median over the sets, those where it is not reached being worse than all others; NaN where it is one of them.</param>
public sealed record LabelsSavedRow(string Strategy, IReadOnlyList<double> Saved, double Median);
