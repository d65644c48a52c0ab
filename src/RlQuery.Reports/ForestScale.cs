namespace RlQuery.Reports;

/// <summary>The horizontal axis that all panels of a forest plot share.</summary>
/// <param name="Left">Smallest value shown.</param>
/// <param name="Right">Largest value shown.</param>
internal readonly record struct ForestScale(double Left, double Right)
{
    // An interval of two or three seeds may be many times wider than all differences: it is cut, so that these stay distinct.
    private const double MostReach = 3;

    /// <summary>A scale that holds zero, every difference and, up to a bound, its interval.</summary>
    public static ForestScale Of(IEnumerable<ForestPanel> panels)
    {
        ForestRow[] rows = [.. panels.SelectMany(panel => panel.Mean is null ? panel.Rows : panel.Rows.Append(panel.Mean))];
        double bound = Math.Max(1e-4, MostReach * rows.Max(row => Math.Abs(row.Difference)));
        double left = rows.Min(row => Math.Min(0, Math.Min(row.Difference, Math.Max(-bound, Known(row.Lower)))));
        double right = rows.Max(row => Math.Max(0, Math.Max(row.Difference, Math.Min(bound, Known(row.Upper)))));
        double pad = Math.Max(0.04 * (right - left), 1e-5);
        return new ForestScale(left - pad, right + pad);
    }

    /// <summary>Where a value stands, 0 at the left end and 1 at the right one; beyond the ends for values that are not shown.</summary>
    public float Place(double value) => (float)((value - Left) / (Right - Left));

    private static double Known(double end) => double.IsNaN(end) ? 0 : end;
}
