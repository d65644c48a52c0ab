namespace RlQuery.Reports;

/// <summary>A strategy against a reference, data set by data set.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Rows">The data sets.</param>
/// <param name="Mean">Mean over the sets with its interval over them.</param>
public sealed record ForestPanel(string Strategy, IReadOnlyList<ForestRow> Rows, ForestRow Mean);
