using RlQuery.Reports;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>The figure of an analysis.</summary>
/// <param name="Name">Name of its files without extension.</param>
/// <param name="Draw">Draws the figure from a folder; null if there is nothing to show.</param>
/// <param name="Alternative">Alternative text.</param>
/// <param name="Caption">What stands below it.</param>
public sealed record AnalysisFigure(
    string Name, Func<ResultFolder, Figure?> Draw, Func<ResultFolder, string> Alternative, Func<ResultFolder, string> Caption);
