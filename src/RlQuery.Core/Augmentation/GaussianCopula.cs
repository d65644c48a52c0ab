using MathNet.Numerics.Distributions;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation;

/// <summary>A Gaussian copula: columns that depend on each other as normal ones do, whatever each looks like by itself.</summary>
/// <remarks>
/// The correlation R of the normal scores (Genest, Ghoudi and Rivest 1995; D. Li, "On Default Correlation: A Copula Function Approach", 2000) is shrunk to
/// (1 - λ) R + λ I with λ = min(1, Σ Var(r) / Σ r²) over all pairs of columns (J. Schäfer and K. Strimmer, "A Shrinkage Approach to Large-Scale Covariance
/// Matrix Estimation", 2005), where Var(r) is that of two independent columns, 1 / (n - 1). No matrix is factored: √(1 - λ) Zᵀ g / √n + √λ e has the shrunk
/// correlation for standard normal g and e.
/// </remarks>
internal sealed class GaussianCopula
{
    private readonly double[] _standard;
    private readonly int _rows;
    private readonly int _columns;

    /// <summary>Fits.</summary>
    /// <param name="scores">Normal scores of each column; a constant one is independent of all.</param>
    /// <param name="rows">Number of rows, at least 2.</param>
    public GaussianCopula(IReadOnlyList<double[]> scores, int rows)
    {
        (_rows, _columns) = (rows, scores.Count);
        _standard = new double[_rows * _columns];
        for (int column = 0; column < _columns; column++)
        {
            // Scores have the mean 0 but for rounding.
            double deviation = Math.Sqrt(scores[column].Sum(score => score * score) / _rows);
            for (int row = 0; row < _rows && deviation > 1e-9; row++)
            {
                _standard[(row * _columns) + column] = scores[column][row] / deviation;
            }
        }
        double squares = SquaredCorrelations();
        Shrinkage = squares <= 0 ? 1 : Math.Min(1, (double)_columns * (_columns - 1) / (_rows - 1) / squares);
    }

    /// <summary>λ, the weight of independence; in [0, 1].</summary>
    public double Shrinkage { get; }

    /// <summary>Draws a share for each column: uniform in [0, 1] by itself, and with the others as the copula says.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="shares">Receives [columns] values.</param>
    public void Draw(Pcg64 random, Span<double> shares)
    {
        shares.Clear();
        double scale = Math.Sqrt((1 - Shrinkage) / _rows);
        for (int row = 0; row < _rows; row++)
        {
            VectorMath.AddScaled(scale * random.NextGaussian(), _standard.AsSpan(row * _columns, _columns), shares);
        }
        double own = Math.Sqrt(Shrinkage);
        for (int column = 0; column < _columns; column++)
        {
            double noise = own * random.NextGaussian();
            shares[column] = Normal.CDF(0, 1, shares[column] + noise);
        }
    }

    // Σ r² over all ordered pairs of columns. |ZᵀZ|² = |ZZᵀ|² (Frobenius): the smaller of the two products is made.
    private double SquaredCorrelations()
    {
        int used = Enumerable.Range(0, _columns).Count(column => Enumerable.Range(0, _rows).Any(row => _standard[(row * _columns) + column] != 0));
        bool byRows = _rows <= _columns;
        int size = byRows ? _rows : _columns;
        double[][] vectors = [.. Enumerable.Range(0, size).Select(i => byRows ? _standard[(i * _columns)..((i + 1) * _columns)] : ColumnOf(i))];
        double total = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double product = VectorMath.Dot(vectors[i].AsSpan(), vectors[j]) / _rows;
                total += product * product;
            }
        }
        return total - used;
    }

    private double[] ColumnOf(int column) => [.. Enumerable.Range(0, _rows).Select(row => _standard[(row * _columns) + column])];
}
