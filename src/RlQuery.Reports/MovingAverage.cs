namespace RlQuery.Reports;

/// <summary>A centred moving average, which follows a curve without lag.</summary>
internal static class MovingAverage
{
    /// <summary>The window that fits a run: a twentieth of its points, at least 5, odd.</summary>
    public static int Window(int points) => Math.Max(5, points / 20) | 1;

    /// <summary>Each value becomes the mean of those up to half a window away; fewer at both ends.</summary>
    public static double[] Smooth(double[] values, int window)
    {
        double[] sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i + 1] = sums[i] + values[i];
        }
        double[] smooth = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int start = Math.Max(0, i - (window / 2));
            int end = Math.Min(values.Length, i + (window / 2) + 1);
            smooth[i] = (sums[end] - sums[start]) / (end - start);
        }
        return smooth;
    }
}
