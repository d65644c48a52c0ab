namespace RlQuery.Reports;

/// <summary>Differences to a reference on all sets of one kind of data.</summary>
/// <param name="Name">The kind, such as <c>texts</c>.</param>
/// <param name="Measure">What is gained over which reference.</param>
/// <param name="Rows">The data sets, at least one.</param>
/// <param name="Mean">Mean over the sets with its interval over them.</param>
public sealed record KindPanel(string Name, string Measure, IReadOnlyList<ForestRow> Rows, ForestRow Mean);
