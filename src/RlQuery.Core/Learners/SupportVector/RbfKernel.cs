using System.Runtime.CompilerServices;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>The kernel exp(-γ|x - z|²) in double precision, between some rows and others, as LIBSVM computes it.</summary>
/// <remarks>
/// LIBSVM has two forms, which round differently: training uses |x|² + |z|² - 2x·z, cut to single precision, predictions the sum of squared
/// differences. Each sum goes from the first feature to the last.
/// </remarks>
internal sealed class RbfKernel : IKernelRows
{
    private readonly double[] _rows;
    private readonly double[] _columns;
    private readonly double[] _rowSquares;
    private readonly double[] _columnSquares;
    private readonly float[]?[] _trainingRows;
    private readonly double[]?[] _decisionRows;
    private readonly double[] _sums;
    private readonly int _features;
    private readonly double _gamma;
    private readonly bool _symmetric;

    /// <param name="rows">Row-major [rows x features].</param>
    /// <param name="columns">Row-major [columns x features]; where it is <paramref name="rows"/> itself, half of the values are taken from the other
    /// half.</param>
    /// <param name="features">Number of features.</param>
    /// <param name="gamma">γ.</param>
    public RbfKernel(double[] rows, double[] columns, int features, double gamma)
    {
        _rows = rows;
        _features = features;
        _gamma = gamma;
        _symmetric = ReferenceEquals(rows, columns);
        int count = columns.Length / features;
        _columns = Transpose(columns, count, features);
        _rowSquares = Squares(rows, features);
        _columnSquares = Squares(columns, features);
        _trainingRows = new float[rows.Length / features][];
        _decisionRows = new double[rows.Length / features][];
        _sums = new double[count];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Row(int row)
    {
        return _trainingRows[row] ??= ComputeTrainingRow(row);
    }

    /// <summary>The kernel of one row with every column, as predictions use it.</summary>
    public double[] DecisionRow(int row) => _decisionRows[row] ??= ComputeDecisionRow(row);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float[] ComputeTrainingRow(int row)
    {
        Array.Clear(_sums);
        for (int j = 0; j < _features; j++)
        {
            VectorMath.AddProduct(_rows[(row * _features) + j], _columns.AsSpan(j * _sums.Length, _sums.Length), _sums);
        }
        float[] values = new float[_sums.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _symmetric && _trainingRows[i] is { } other
                ? other[row]
                : (float)Math.Exp(-_gamma * (_rowSquares[row] + _columnSquares[i] - (2 * _sums[i])));
        }
        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] ComputeDecisionRow(int row)
    {
        double[] values = new double[_sums.Length];
        for (int j = 0; j < _features; j++)
        {
            VectorMath.AddSquaredDifferences(_rows[(row * _features) + j], _columns.AsSpan(j * values.Length, values.Length), values);
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _symmetric && _decisionRows[i] is { } other ? other[row] : Math.Exp(-_gamma * values[i]);
        }
        return values;
    }

    private static double[] Transpose(double[] matrix, int rows, int columns)
    {
        double[] result = new double[matrix.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                result[(j * rows) + i] = matrix[(i * columns) + j];
            }
        }
        return result;
    }

    private static double[] Squares(double[] matrix, int columns)
    {
        double[] squares = new double[matrix.Length / columns];
        for (int i = 0; i < matrix.Length; i++)
        {
            squares[i / columns] += matrix[i] * matrix[i];
        }
        return squares;
    }
}
