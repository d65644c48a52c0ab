using ScottPlot;

namespace RlQuery.Reports;

/// <summary>How one curve looks in every panel and in the legend.</summary>
internal readonly record struct SeriesStyle(Color Color, LinePattern Pattern, float Width);
