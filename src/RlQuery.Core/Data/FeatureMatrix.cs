namespace RlQuery.Core.Data;

/// <summary>Row-major features [rows x columns] that learners and signals share; never changed after it was made.</summary>
public sealed class FeatureMatrix
{
    private readonly float[] _values;

    /// <summary>Takes over an array of values.</summary>
    /// <param name="values">Row-major [rows x columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public FeatureMatrix(float[] values, int rows, int columns)
    {
        if (values.LongLength != (long)rows * columns)
        {
            throw new ArgumentException($"{values.LongLength} values; {rows} x {columns} needs {(long)rows * columns}", nameof(values));
        }
        _values = values;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>All values, row-major.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One row.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Columns, Columns);
}
