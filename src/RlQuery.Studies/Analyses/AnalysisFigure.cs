using RlQuery.Reports;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>The figure of an analysis.</summary>
/// <param name="Name">Name of its files without extension.</param>
/// <param name="Draw">Draws what a folder holds; null where the figure would say nothing.</param>
/// <param name="Alternative">What it shows, in words, for who cannot see it.</param>
/// <param name="Caption">What stands below it.</param>
public sealed record AnalysisFigure(
    string Name, Func<ResultFolder, Figure?> Draw, Func<ResultFolder, string> Alternative, Func<ResultFolder, string> Caption);
