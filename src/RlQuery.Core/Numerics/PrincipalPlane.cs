namespace RlQuery.Core.Numerics;

/// <summary>Places rows in two dimensions by their first two principal components.</summary>
/// <remarks>
/// K. Pearson, "On Lines and Planes of Closest Fit to Systems of Points in Space" (1901), of columns that are standardised. The components are found by power
/// iteration on the rows, without the covariance matrix, so that any number of columns will do.
/// </remarks>
internal static class PrincipalPlane
{
    private const int MostIterations = 300;
    private const double Tolerance = 1e-12;

    /// <summary>Projects rows.</summary>
    /// <param name="rows">Rows of features [n x d].</param>
    /// <returns>For each row its two coordinates; 0 where all rows are equal. The component's largest weight is positive.</returns>
    public static (double X, double Y)[] Of(IReadOnlyList<float[]> rows)
    {
        double[][] table = Standardize(rows);
        int columns = rows.Count == 0 ? 0 : rows[0].Length;
        double[] first = Component(table, columns, null);
        double[] second = Component(table, columns, first);
        return Array.ConvertAll(table, row => (Dot(row, first), Dot(row, second)));
    }

    private static double[][] Standardize(IReadOnlyList<float[]> rows)
    {
        int columns = rows.Count == 0 ? 0 : rows[0].Length;
        double[][] table = [.. rows.Select(row => Array.ConvertAll(row, value => (double)value))];
        for (int column = 0; column < columns; column++)
        {
            double mean = table.Average(row => row[column]);
            double deviation = Math.Sqrt(table.Average(row => (row[column] - mean) * (row[column] - mean)));
            foreach (double[] row in table)
            {
                row[column] = deviation > 0 ? (row[column] - mean) / deviation : 0;
            }
        }
        return table;
    }

    private static double[] Component(double[][] table, int columns, double[]? other)
    {
        // Any start that is not orthogonal to the component will do; the same one each time.
        var lots = new Pcg64(1, "principal plane");
        double[] weights = Unit([.. Enumerable.Range(0, columns).Select(_ => lots.NextGaussian())]);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double[] next = new double[columns];
            foreach (double[] row in table)
            {
                double share = Dot(row, weights);
                for (int column = 0; column < columns; column++)
                {
                    next[column] += share * row[column];
                }
            }
            Remove(next, other);
            next = Unit(next);
            if (!(Dot(next, next) > 0))
            {
                return next;
            }
            bool isDone = Math.Abs(Dot(next, weights)) > 1 - Tolerance;
            weights = next;
            if (isDone)
            {
                break;
            }
        }
        double sign = weights.Length > 0 && weights.MaxBy(Math.Abs) < 0 ? -1 : 1;
        return Array.ConvertAll(weights, weight => sign * weight);
    }

    private static void Remove(double[] values, double[]? other)
    {
        if (other is not null)
        {
            double share = Dot(values, other);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] -= share * other[i];
            }
        }
    }

    // Of length 1; unchanged where all are 0.
    private static double[] Unit(double[] values)
    {
        double length = Math.Sqrt(Dot(values, values));
        return length > 0 ? Array.ConvertAll(values, value => value / length) : values;
    }

    private static double Dot(double[] first, double[] second)
    {
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }
        return sum;
    }
}
