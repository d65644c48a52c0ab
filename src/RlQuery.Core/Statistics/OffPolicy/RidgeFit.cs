using RlQuery.Core.Numerics;

namespace RlQuery.Core.Statistics.OffPolicy;

/// <summary>Ridge regression on standardised features; the penalty is the one with the smallest leave-one-out error.</summary>
/// <remarks>
/// Source: A. E. Hoerl and R. W. Kennard, "Ridge Regression" (1970); leave-one-out errors in closed form by D. M. Allen, "The Relationship between Variable
/// Selection and Data Augmentation and a Method for Prediction" (1974).
/// </remarks>
internal sealed class RidgeFit
{
    // In units of one row; the last one nearly gives the mean.
    private static readonly double[] Penalties = [0.1, 1, 10, 100, 1000, 1e6];

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double _mean;
    private readonly double[] _weights;

    /// <param name="rows">Features of each row [rows][features].</param>
    /// <param name="targets">As many numbers; with none, 0 is predicted.</param>
    public RidgeFit(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets)
    {
        int features = rows.Count == 0 ? 0 : rows[0].Length;
        _means = [.. Enumerable.Range(0, features).Select(column => rows.Average(row => row[column]))];
        _scales = [.. Enumerable.Range(0, features).Select(column => Scale(rows, column, _means[column]))];
        _mean = targets.Count == 0 ? 0 : targets.Average();
        double[][] standard = [.. rows.Select(Standardise)];
        double[] centred = [.. targets.Select(target => target - _mean)];
        (_weights, _) = Penalties.Select(penalty => Solve(standard, centred, penalty)).MinBy(one => one.Error);
    }

    /// <summary>Predicts a row.</summary>
    public double Predict(double[] row) => _mean + Dot(Standardise(row), _weights);

    // A feature that never differs says nothing.
    private static double Scale(IReadOnlyList<double[]> rows, int column, double mean)
    {
        double deviation = Math.Sqrt(rows.Average(row => (row[column] - mean) * (row[column] - mean)));
        return deviation > 1e-12 ? 1 / deviation : 0;
    }

    private double[] Standardise(double[] row)
    {
        double[] standard = new double[_means.Length];
        for (int i = 0; i < standard.Length; i++)
        {
            standard[i] = (row[i] - _means[i]) * _scales[i];
        }
        return standard;
    }

    private static (double[] Weights, double Error) Solve(double[][] rows, double[] targets, double penalty)
    {
        int features = rows.Length == 0 ? 0 : rows[0].Length;
        double[] gram = new double[features * features];
        double[] weights = new double[features];
        for (int i = 0; i < features; i++)
        {
            gram[(i * features) + i] = penalty;
        }
        for (int row = 0; row < rows.Length; row++)
        {
            for (int i = 0; i < features; i++)
            {
                weights[i] += rows[row][i] * targets[row];
                VectorMath.AddScaled(rows[row][i], rows[row].AsSpan(0, i + 1), gram.AsSpan(i * features, i + 1));
            }
        }
        Cholesky.Factor(gram, features);
        Cholesky.Solve(gram, features, weights);
        double error = 0;
        double[] half = new double[features];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row].CopyTo(half, 0);
            Cholesky.SolveLower(gram, features, half);
            // The mean is fitted, too.
            double leverage = (1.0 / rows.Length) + Dot(half, half);
            double left = (targets[row] - Dot(rows[row], weights)) / Math.Max(1e-9, 1 - leverage);
            error += left * left;
        }
        return (weights, error);
    }

    private static double Dot(double[] first, double[] second) => VectorMath.Dot(first.AsSpan(), second.AsSpan());
}
