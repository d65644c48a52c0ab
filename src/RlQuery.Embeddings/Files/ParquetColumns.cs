using Parquet;
using Parquet.Schema;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Text;

namespace RlQuery.Embeddings.Files;

/// <summary>The columns of a Parquet file.</summary>
internal sealed class ParquetColumns : IColumnSource, IDisposable
{
    // Two marks, and the length of the footer.
    private const int ShortestFile = 12;

    private readonly ForwardStream _stream;
    private readonly ParquetReader _reader;
    private readonly int[] _groups;

    private ParquetColumns(TableFile file, ForwardStream stream, ParquetReader reader, int[] groups)
    {
        File = file;
        _stream = stream;
        _reader = reader;
        _groups = groups;
        Rows = groups.Sum();
        Names = [.. reader.Schema.Fields.Select(field => field.Name)];
    }

    public TableFile File { get; }

    public int Rows { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file, unpacking it where its name ends in .gz.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidInputException">It cannot be read, is damaged or too large, or has columns that are not read; a line for each.</exception>
    public static ParquetColumns Open(TableFile file)
    {
        byte[] bytes = InputFile.ReadUnpacked(file.Path);
        if (bytes.Length < ShortestFile || !bytes.AsSpan().StartsWith("PAR1"u8) || !bytes.AsSpan().EndsWith("PAR1"u8))
        {
            throw new InvalidInputException($"{file.Path}: no Parquet file, cut short or encrypted; such a file begins and ends with PAR1");
        }
        return Guard(file.Path, () =>
        {
            ParquetFooter.Check(file.Path, bytes);
            var stream = new ForwardStream(bytes);
            ParquetReader reader = ParquetReader.CreateAsync(stream, leaveStreamOpen: false).GetAwaiter().GetResult();
            CheckColumns(file.Path, reader.Schema.Fields);
            long[] groups = [.. reader.RowGroups.Select(group => group.RowCount)];
            if (Array.Find(groups, rows => rows is < 0 or > DenseSize.MostValues) is long odd and not 0)
            {
                throw new InvalidInputException($"{file.Path}: a group of {odd} rows; the file is damaged");
            }
            DenseSize.Check(file.Path, groups.Sum(), reader.Schema.Fields.Count);
            return groups.Sum() > 0 ? new ParquetColumns(file, stream, reader, [.. groups.Select(rows => (int)rows)])
                : throw new InvalidInputException($"{file.Path}: no rows");
        });
    }

    public TableColumn ReadCells(int column) => Guard(File.Path, () => ParquetCells.Of(Field(column)).ReadCells(this, Field(column)));

    public SingleColumn? ReadNumbers(int column) => Guard(File.Path, () => ParquetCells.Of(Field(column)).ReadNumbers(this, Field(column)));

    /// <summary>The values of a column, null where missing.</summary>
    public T?[] Values<T>(DataField field)
        where T : struct
    {
        var values = new T?[Rows];
        ForGroups((group, first, count) => group.ReadAsync(field, values.AsMemory(first, count)).AsTask());
        return values;
    }

    /// <summary>The texts of a column, null where missing.</summary>
    public string?[] Texts(DataField field)
    {
        string?[] values = new string?[Rows];
        ForGroups((group, first, count) => group.ReadAsync(field, values.AsMemory(first, count)!).AsTask());
        return values;
    }

    public void Dispose() => _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void ForGroups(Func<ParquetRowGroupReader, int, int, Task> read)
    {
        int first = 0;
        for (int i = 0; i < _groups.Length; first += _groups[i], i++)
        {
            _stream.Restart();
            using ParquetRowGroupReader group = _reader.OpenRowGroupReader(i);
            read(group, first, _groups[i]).GetAwaiter().GetResult();
        }
    }

    private DataField Field(int column) => (DataField)_reader.Schema.Fields[column];

    private static void CheckColumns(string path, IReadOnlyList<Field> fields)
    {
        var faults = new FaultList(path);
        foreach (Field field in fields)
        {
            if (ParquetCells.FaultOf((DataField)field) is { } fault)
            {
                faults.Add($"column {MessageText.Quote(field.Name)} {fault}");
            }
        }
        foreach (string name in fields.CountBy(field => field.Name).Where(name => name.Value > 1).Select(name => name.Key))
        {
            faults.Add($"two columns are named {MessageText.Quote(name)}; rename one");
        }
        if (fields.Count == 0)
        {
            faults.Add("no columns");
        }
        faults.ThrowIfAny();
    }

    // What the package throws at a damaged file may be anything.
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (damage is not InvalidInputException)
        {
            throw new InvalidInputException($"{path}: damaged, or of a form that is not read: {CellText.OneLine(damage.Message)}");
        }
    }
}
