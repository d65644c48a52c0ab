namespace RlQuery.Core.Statistics;

/// <summary>Mean and spread of a sample.</summary>
internal static class Moments
{
    /// <summary>Arithmetic mean.</summary>
    /// <param name="values">Finite values.</param>
    /// <returns>The mean; NaN for no value.</returns>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }
        return sum / values.Length;
    }

    /// <summary>Sample standard deviation, with n - 1 in the denominator.</summary>
    /// <param name="values">Finite values.</param>
    /// <returns>The standard deviation; NaN for fewer than two values, of which the spread is unknown.</returns>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }
        double mean = Mean(values);
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }
        return Math.Sqrt(squares / (values.Length - 1));
    }
}
