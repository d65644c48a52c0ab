namespace RlQuery.Core.Data;

/// <summary>Row-major features [rows x columns] that learners and signals share; immutable.</summary>
public sealed class FeatureMatrix
{
    /// <summary>Rows of a <see cref="Block"/>.</summary>
    internal const int BlockRows = 32;

    // A matrix of up to this many values (16 MB) keeps its blocks too. A larger one makes each block on demand.
    private const int KeptValues = 1 << 22;

    private readonly float[] _values;
    private readonly BlockMemory? _blockMemory;
    private float[]? _blocks;

    /// <summary>Takes over an array of values.</summary>
    /// <param name="values">Row-major [rows x columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public FeatureMatrix(float[] values, int rows, int columns)
        : this(values.LongLength == (long)rows * columns
            ? values
            : throw new ArgumentException($"{values.LongLength} values; {rows} x {columns} needs {(long)rows * columns}", nameof(values)), rows, columns, null)
    {
    }

    /// <summary>Takes over an array of values, and borrows memory for its blocks until another matrix borrows it.</summary>
    /// <param name="values">At least [rows x columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="blockMemory">Memory of the blocks; null for memory of its own.</param>
    internal FeatureMatrix(float[] values, int rows, int columns, BlockMemory? blockMemory)
    {
        _values = values;
        _blockMemory = blockMemory;
        Rows = rows;
        Columns = columns;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>The text of each row, where rows are sentences.</summary>
    /// <value>Default: null; rows are numbers alone.</value>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>The region of a picture that each row is.</summary>
    /// <value>Default: null; rows are no regions, or it is not known where they are.</value>
    public RegionAddresses? Addresses { get; init; }

    /// <summary>All values, row-major.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, Rows * Columns);

    /// <summary>One row.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>Some consecutive rows side by side, so that a product with a vector works on many of them at once.</summary>
    /// <param name="block">Block of <see cref="BlockRows"/> rows.</param>
    /// <param name="scratch">May hold the block; at least <see cref="Columns"/> x <see cref="BlockRows"/> values.</param>
    /// <returns>[columns x <see cref="BlockRows"/>], zeros where there is no row.</returns>
    internal ReadOnlySpan<float> Block(int block, Span<float> scratch)
    {
        int size = Columns * BlockRows;
        if (Rows * Columns > KeptValues)
        {
            FillBlock(block, scratch[..size]);
            return scratch[..size];
        }
        // Two threads may both make the blocks; they are the same.
        return (_blocks ??= AllBlocks()).AsSpan(block * size, size);
    }

    private float[] AllBlocks()
    {
        int size = Columns * BlockRows;
        int length = (Rows + BlockRows - 1) / BlockRows * size;
        float[] blocks = _blockMemory?.Reserve(length) ?? new float[length];
        for (int start = 0; start < length && size > 0; start += size)
        {
            FillBlock(start / size, blocks.AsSpan(start, size));
        }
        return blocks;
    }

    private void FillBlock(int block, Span<float> target)
    {
        target.Clear();
        int first = block * BlockRows;
        int count = Math.Min(BlockRows, Rows - first);
        for (int lane = 0; lane < count; lane++)
        {
            ReadOnlySpan<float> row = Row(first + lane);
            for (int j = 0; j < row.Length; j++)
            {
                target[(j * BlockRows) + lane] = row[j];
            }
        }
    }
}
