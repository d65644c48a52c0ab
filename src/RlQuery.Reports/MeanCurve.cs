namespace RlQuery.Reports;

/// <summary>The mean of several curves with points at different places.</summary>
public static class MeanCurve
{
    /// <summary>Averages linearly interpolated curves at the points of all, up to the end of the shortest.</summary>
    /// <param name="curves">One or more curves, each with at least one point, ascending in x.</param>
    /// <returns>Places, ascending, and the mean at each; none where the curves have no place in common.</returns>
    public static (double[] X, double[] Y) Of(IReadOnlyList<(double[] X, double[] Y)> curves)
    {
        double from = curves.Max(curve => curve.X[0]);
        double to = curves.Min(curve => curve.X[^1]);
        double[] x = [.. curves.SelectMany(curve => curve.X).Where(place => place >= from && place <= to).Distinct().Order()];
        return (x, [.. x.Select(place => curves.Average(curve => At(curve, place)))]);
    }

    private static double At((double[] X, double[] Y) curve, double place)
    {
        int found = Array.BinarySearch(curve.X, place);
        if (found >= 0)
        {
            return curve.Y[found];
        }
        int right = ~found;
        double share = (place - curve.X[right - 1]) / (curve.X[right] - curve.X[right - 1]);
        return curve.Y[right - 1] + (share * (curve.Y[right] - curve.Y[right - 1]));
    }
}
