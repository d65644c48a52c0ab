using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Data;

/// <summary>Shifts and scales each feature to mean 0 and population standard deviation 1 over the rows that it was fitted on.</summary>
/// <remarks>
/// As scikit-learn's StandardScaler: sums in double precision, and a feature whose variance is no more than its rounding error is
/// centred but not scaled. A feature with a weight (<see cref="Dataset.Weights"/>) has that as its standard deviation instead.
/// </remarks>
public sealed class Standardizer
{
    private Standardizer(double[] means, double[] scales)
    {
        Means = means;
        Scales = scales;
    }

    /// <summary>The mean of each feature.</summary>
    public double[] Means { get; }

    /// <summary>What each feature is divided by: its standard deviation, 1 where it is constant, over its weight.</summary>
    public double[] Scales { get; }

    /// <summary>Measures rows of a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="rows">At least one row.</param>
    public static Standardizer Fit(Dataset data, ReadOnlySpan<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length, nameof(rows));
        double[] means = new double[data.Features];
        double[] variances = new double[data.Features];
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = data.Row(row);
            for (int j = 0; j < values.Length; j++)
            {
                means[j] += values[j];
            }
        }
        for (int j = 0; j < means.Length; j++)
        {
            means[j] /= rows.Length;
        }
        foreach (int row in rows)
        {
            ReadOnlySpan<float> values = data.Row(row);
            for (int j = 0; j < values.Length; j++)
            {
                double deviation = values[j] - means[j];
                variances[j] += deviation * deviation;
            }
        }
        for (int j = 0; j < means.Length; j++)
        {
            double variance = variances[j] / rows.Length;
            variances[j] = IsConstant(variance, means[j], rows.Length) ? 1 : Math.Sqrt(variance);
            if (data.Weights is { } weights)
            {
                variances[j] /= weights[j];
            }
        }
        return new Standardizer(means, variances);
    }

    /// <summary>Standardises rows of a data set.</summary>
    /// <param name="data">A data set with the same features.</param>
    /// <param name="rows">Which rows, in this order.</param>
    /// <returns>Row-major [rows x features].</returns>
    public float[] Transform(Dataset data, ReadOnlySpan<int> rows)
    {
        float[] result = new float[rows.Length * Means.Length];
        Transform(data, rows, result);
        return result;
    }

    /// <summary>Standardises rows into memory that is there.</summary>
    /// <param name="data">A data set with as many features.</param>
    /// <param name="rows">Rows of it.</param>
    /// <param name="result">Receives [rows x features].</param>
    public void Transform(Dataset data, ReadOnlySpan<int> rows, Span<float> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.Features, Means.Length, nameof(data));
        int width = Means.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            Transform(data.Row(rows[i]), result.Slice(i * width, width));
        }
    }

    // Four at a time: each is rounded as it is by itself.
    private void Transform(ReadOnlySpan<float> values, Span<float> result)
    {
        ref float source = ref MemoryMarshal.GetReference(values);
        ref float target = ref MemoryMarshal.GetReference(result);
        ref double mean = ref MemoryMarshal.GetArrayDataReference(Means);
        ref double scale = ref MemoryMarshal.GetArrayDataReference(Scales);
        int j = 0;
        for (; j + 8 <= values.Length; j += 8)
        {
            nuint place = (nuint)j;
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, place));
            low = (low - Vector256.LoadUnsafe(ref mean, place)) / Vector256.LoadUnsafe(ref scale, place);
            high = (high - Vector256.LoadUnsafe(ref mean, place + 4)) / Vector256.LoadUnsafe(ref scale, place + 4);
            Vector256.Narrow(low, high).StoreUnsafe(ref target, place);
        }
        for (; j < values.Length; j++)
        {
            result[j] = (float)((values[j] - Means[j]) / Scales[j]);
        }
    }

    /// <summary>scikit-learn's bound on the error of a variance (Chan, Golub and LeVeque 1983).</summary>
    private static bool IsConstant(double variance, double mean, int rows)
    {
        const double Epsilon = 2.220446049250313e-16;
        double error = rows * Epsilon * mean;
        return variance <= (rows * Epsilon * variance) + (error * error);
    }
}
