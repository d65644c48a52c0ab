namespace RlQuery.Reports;

/// <summary>Estimates of a kind against the truth.</summary>
/// <param name="Title">What they have in common, such as the data set.</param>
/// <param name="Points">At least one point.</param>
public sealed record EstimatePanel(string Title, IReadOnlyList<EstimatePoint> Points);
