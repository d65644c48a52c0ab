using System.Runtime.InteropServices;

namespace RlQuery.Core.Learners;

/// <summary>
/// The labelled rows as a linear model sees them: features, then a 1 for the bias, then zeros up to a multiple of four, in double precision; and rows of
/// zeros up to a multiple of four. So loops need no remainder, and zeros change no sum.
/// </summary>
internal sealed class PaddedDesign
{
    private double[] _values = [];

    /// <summary>Features and bias.</summary>
    public int Width { get; private set; }

    /// <summary>Stride between rows: <see cref="Width"/>, padded.</summary>
    public int Stride { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Row-major [<see cref="PaddedRows"/> x <see cref="Stride"/>].</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, PaddedRows * Stride);

    public int PaddedRows => Pad(Rows);

    public static int Pad(int length) => (length + 3) & ~3;

    /// <summary>Whether row i has zeros in its features from i + 1 on, as rows in the coordinates of their span do: products leave these out.</summary>
    public bool IsTrapezoidal { get; private set; }

    /// <summary>The column of the last four, which hold the bias.</summary>
    public int LastTile => Stride - 4;

    /// <summary>Columns of rows row..row + 3 that come before zeros up to <see cref="LastTile"/>; all if there are no such zeros.</summary>
    /// <param name="row">A multiple of four.</param>
    public int Reach(int row) => IsTrapezoidal && row + 4 < LastTile ? row + 4 : Stride;

    /// <summary>The rows before this one have zeros in columns column..column + 3.</summary>
    /// <param name="column">A multiple of four.</param>
    public int FirstRow(int column) => IsTrapezoidal && column < LastTile ? column : 0;

    /// <summary>Forgets all rows.</summary>
    /// <param name="features">Features of a row.</param>
    /// <param name="trapezoidal">What <see cref="IsTrapezoidal"/> promises of the rows to come.</param>
    public void Reset(int features, bool trapezoidal = false)
    {
        Array.Clear(_values, 0, PaddedRows * Stride);
        IsTrapezoidal = trapezoidal;
        Width = features + 1;
        Stride = Pad(Width);
        Rows = 0;
    }

    /// <summary>Gives every row zeros for new features.</summary>
    /// <param name="features">At least as many as before.</param>
    public void Widen(int features)
    {
        int width = features + 1;
        if (width == Width)
        {
            return;
        }
        int stride = Pad(width);
        int length = PaddedRows * stride;
        if (_values.Length < length)
        {
            Array.Resize(ref _values, 2 * length);
        }
        // From the last row backwards, so that no row is overwritten before it is moved.
        for (int i = Rows - 1; i >= 0; i--)
        {
            Span<double> row = _values.AsSpan(i * stride, stride);
            _values.AsSpan(i * Stride, Width - 1).CopyTo(row);
            row[(Width - 1)..].Clear();
            row[width - 1] = 1;
        }
        Width = width;
        Stride = stride;
        _values.AsSpan(Rows * stride, (PaddedRows - Rows) * stride).Clear();
    }

    public void Append(ReadOnlySpan<float> features)
    {
        Span<double> row = NewRow();
        for (int j = 0; j < features.Length; j++)
        {
            row[j] = features[j];
        }
    }

    public void Append(ReadOnlySpan<double> features) => features.CopyTo(NewRow());

    private Span<double> NewRow()
    {
        int start = Rows * Stride;
        Rows++;
        if (_values.Length < PaddedRows * Stride)
        {
            Array.Resize(ref _values, Math.Max(64, 2 * PaddedRows) * Stride);
        }
        _values[start + Width - 1] = 1;
        return _values.AsSpan(start, Width - 1);
    }

    /// <summary>The first value of the rows.</summary>
    public ref double Reference => ref MemoryMarshal.GetArrayDataReference(_values);
}
