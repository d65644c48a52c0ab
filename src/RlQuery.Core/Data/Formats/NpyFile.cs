using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>The numbers of a NumPy file; columns are <c>x0</c>, <c>x1</c> and so on.</summary>
internal sealed class NpyFile : IColumnSource
{
    private readonly NpyHeader _header;
    private readonly byte[] _bytes;

    private NpyFile(TableFile file, NpyHeader header, byte[] bytes)
    {
        File = file;
        _header = header;
        _bytes = bytes;
        Names = [.. Enumerable.Range(0, header.Columns).Select(column => string.Create(CultureInfo.InvariantCulture, $"x{column}"))];
    }

    public TableFile File { get; }

    public int Rows => _header.Rows;

    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a file, unpacking it where its name ends in .gz.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidInputException">It cannot be read, is no such file, holds no numbers, or is too large.</exception>
    public static NpyFile Load(TableFile file)
    {
        byte[] bytes = InputFile.ReadUnpacked(file.Path);
        var header = NpyHeader.Read(file.Path, bytes);
        long held = bytes.Length - header.Length;
        Int128 promised = (Int128)header.Rows * header.Columns * header.Type.Size;
        if (promised != held)
        {
            throw new InvalidInputException(
                $"{file.Path}: {header.Rows} rows x {header.Columns} columns are {promised} bytes, and {held} stand after the header; "
                + (promised > held ? "the file is cut short" : "one array is read, and nothing behind it"));
        }
        DenseSize.Check(file.Path, header.Rows, header.Columns);
        return new NpyFile(file, header, bytes);
    }

    public TableColumn ReadCells(int column) => TableColumn.OfNumbers(Names[column], Cells(column));

    public SingleColumn? ReadNumbers(int column) => Read(column);

    private NumberCells Cells(int column) => new(Rows, row => _header.Type.ReadText(Number(row, column)), () => Read(column));

    private SingleColumn Read(int column)
    {
        if (_header.Type.IsSingle)
        {
            float[] singles = new float[Rows];
            for (int row = 0; row < singles.Length; row++)
            {
                singles[row] = (float)_header.Type.Read(Number(row, column));
            }
            return new SingleColumn(singles, 0, 0);
        }
        double[] numbers = new double[Rows];
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = _header.Type.Read(Number(row, column));
        }
        return SinglePrecision.Of(numbers, Cells(column).ToArray);
    }

    private ReadOnlySpan<byte> Number(int row, int column)
    {
        int place = _header.IsFortran ? (column * Rows) + row : (row * _header.Columns) + column;
        return _bytes.AsSpan(_header.Length + (place * _header.Type.Size), _header.Type.Size);
    }
}
