using System.Buffers;
using System.Globalization;
using System.Text;
using nietras.SeparatedValues;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Reads a plain table of numbers directly into values, at any length, without holding its text.</summary>
/// <remarks>
/// Plain means more than <see cref="HeadBytes"/> bytes of ASCII, no quotes, a finite number in every feature cell, and a header or none beyond doubt.
/// Anything else is left to <see cref="CsvFormat"/>, which gives the same data set for a plain table and a message for a faulty one.
/// </remarks>
internal sealed class NumericCsv
{
    /// <summary>Shorter files do not need it; in longer files, separator and header are found in this many first bytes.</summary>
    public const int HeadBytes = 1 << 16;

    private const int BufferBytes = 1 << 20;

    /// <summary>Larger whole numbers are not told apart in single precision.</summary>
    private const int MostCounted = 1 << 24;

    // Quotes, binary data, and whatever is not ASCII.
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create([0, (byte)'"', .. Enumerable.Range(0x80, 0x80).Select(i => (byte)i)]);

    private readonly char _separator;
    private readonly int _target;
    private readonly int _width;
    private readonly float[] _values;
    private readonly string[] _targets;
    private readonly bool[] _manyDigits;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly Dictionary<string, string> _seen = [];
    private int _row;

    private NumericCsv(char separator, int target, int width, int rows)
    {
        _separator = separator;
        _target = target;
        _width = width;
        _values = new float[rows * width];
        _targets = new string[rows];
        _manyDigits = new bool[width];
        _low = Enumerable.Repeat(double.MaxValue, width).ToArray();
        _high = Enumerable.Repeat(double.MinValue, width).ToArray();
    }

    /// <param name="file">The file, and whether it has a header.</param>
    /// <param name="tabs">Whether the separator is known to be the tab.</param>
    /// <param name="targetName">Name or index of the target; null for the last column.</param>
    /// <returns>The data set; null if the file is not plain, or cannot be read.</returns>
    /// <exception cref="InvalidInputException">The target column is missing, its cells are faulty, or the table is too large.</exception>
    public static Dataset? TryRead(TableFile file, bool tabs, string? targetName)
    {
        if (new FileInfo(file.Path) is not { Exists: true, Length: > HeadBytes and <= TextFile.MostBytes })
        {
            return null;
        }
        try
        {
            using FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            int lines = CountLines(stream, out string head);
            return lines == 0 ? null : Read(file, stream, head, lines, tabs, targetName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dataset? Read(TableFile file, FileStream stream, string head, int lines, bool tabs, string? targetName)
    {
        if (lines < 2 || head.StartsWith(CsvComments.Mark, StringComparison.Ordinal) || CsvDialect.NamesSeparator(head))
        {
            return null;
        }
        char separator = tabs ? '\t' : CsvDialect.Detect(head);
        var faults = new FaultList(file.Path);
        List<CsvRecord> records = new CsvParser(head, separator, faults).Parse();
        string[] first = records[0].Cells;
        // What ends every line with a separator has another last column.
        if (first.Length < 2 || records.All(record => record.Cells[^1].Length == 0)
            || CsvHeader.IsHeaderEarly(records, targetName, file.Header) is not bool header)
        {
            return null;
        }
        string[] names = CsvFormat.Names(first, header, faults);
        if (names.Contains(RegionColumns.Picture))
        {
            return null;
        }
        faults.ThrowIfAny();
        int target = TargetColumn.Find(
            new Table(file.Name, file.Path, [.. names.Select(column => new TableColumn(column, ColumnKind.Unknown, []))], []), targetName);
        int rows = lines - (header ? 1 : 0);
        DenseSize.Check(file.Path, rows, names.Length - 1);
        var table = new NumericCsv(separator, target, names.Length - 1, rows);
        stream.Position = 0;
        if (!table.ReadRows(stream, skip: header) || table.MayLose())
        {
            return null;
        }
        int[] lineOf = [.. Enumerable.Range(header ? 2 : 1, rows)];
        TableColumn answers = new TableColumn(names[target], ColumnKind.Unknown, MissingCells.Find(table._targets)).WithRaw(table._targets);
        MissingCells.Tell(answers, faults);
        (int[] labels, string[] classes) = TargetCells.ToClasses(answers, lineOf, faults);
        faults.ThrowIfAny();
        int[] features = [.. Enumerable.Range(0, names.Length).Where(column => column != target)];
        bool[]? left = table.RowNumbers(header ? first : null, features);
        if (left is null)
        {
            return null;
        }
        foreach (int feature in Enumerable.Range(0, features.Length).Where(feature => left[feature]))
        {
            faults.Note(UnnamedColumns.NoteOnNumbers(names[features[feature]]));
        }
        string[] featureNames = [.. features.Where((_, feature) => !left[feature]).Select(column => names[column])];
        var data = Dataset.ForClassification(file.Name, file.Path, table.Without(left), labels, featureNames, classes);
        return data.WithNotes([.. faults.Notes, TargetSummary.Of(data)]);
    }

    // 0 where the file is not plain.
    private static int CountLines(FileStream stream, out string head)
    {
        byte[] buffer = new byte[BufferBytes];
        int lines = 0;
        byte last = (byte)'\n';
        head = "";
        for (int read; (read = stream.ReadAtLeast(buffer, BufferBytes, throwOnEndOfStream: false)) > 0;)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
            if (bytes.ContainsAny(NotPlain))
            {
                return 0;
            }
            if (head.Length == 0)
            {
                ReadOnlySpan<byte> start = bytes[..Math.Min(read, HeadBytes)];
                head = Encoding.ASCII.GetString(start[..(start.LastIndexOf((byte)'\n') + 1)]);
            }
            lines += bytes.Count((byte)'\n');
            last = bytes[^1];
        }
        return string.IsNullOrWhiteSpace(head) ? 0 : lines + (last == '\n' ? 0 : 1);
    }

    private bool ReadRows(FileStream stream, bool skip)
    {
        using SepReader reader = SepText.Reader(_separator, quotes: false).From(new StreamReader(stream, Encoding.ASCII, false, BufferBytes, leaveOpen: true));
        foreach (SepReader.Row row in reader)
        {
            if (!skip && !ReadRow(row))
            {
                return false;
            }
            skip = false;
        }
        return _row == _targets.Length;
    }

    private bool ReadRow(SepReader.Row row)
    {
        if (_row == _targets.Length || row.ColCount != _width + 1)
        {
            return false;
        }
        Span<float> values = _values.AsSpan(_row * _width, _width);
        int feature = 0;
        for (int column = 0; column <= _width; column++)
        {
            if (column == _target)
            {
                _targets[_row] = Share(row[column].Span.Trim());
            }
            else if (!TryNumber(row[column], feature, out values[feature++]))
            {
                return false;
            }
        }
        _row++;
        return true;
    }

    // The one place where a cell becomes a number here.
    private bool TryNumber(SepReader.Col cell, int feature, out float number)
    {
        // Sep is the faster one, and passes over commas as between thousands.
        bool parsed = _separator == ',' ? cell.TryParse(out double value)
            : double.TryParse(cell.Span.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        number = (float)value;
        _manyDigits[feature] = _manyDigits[feature] || SinglePrecision.HasMoreDigits(cell.Span);
        _low[feature] = Math.Min(_low[feature], value);
        _high[feature] = Math.Max(_high[feature], value);
        return parsed && float.IsFinite(number);
    }

    // Numbers that single precision cannot tell apart have to be read as texts.
    private bool MayLose()
    {
        double[] column = new double[_row];
        for (int feature = 0; feature < _width; feature++)
        {
            if (_manyDigits[feature] && !SinglePrecision.IsOne(_low[feature], _high[feature]))
            {
                for (int row = 0; row < column.Length; row++)
                {
                    column[row] = _values[(row * _width) + feature];
                }
                if (SinglePrecision.MayLose(column))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private string Share(ReadOnlySpan<char> cell)
    {
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(cell, out string? shared))
        {
            shared = cell.ToString();
            _seen.Add(shared, shared);
        }
        return shared;
    }

    // Which features are row numbers; null where values are too large to tell.
    private bool[]? RowNumbers(string[]? header, int[] features)
    {
        bool[] found = new bool[_width];
        for (int feature = 0; feature < _width && _width > 1; feature++)
        {
            if (UnnamedColumns.MayNumberRows(header, features[feature], _row))
            {
                int place = feature;
                double[] numbers = [.. Enumerable.Range(0, _row).Select(row => (double)_values[(row * _width) + place])];
                found[feature] = UnnamedColumns.NumberRows(numbers, header is not null && features[feature] == 0);
                if (numbers.Max() > MostCounted)
                {
                    return null;
                }
            }
        }
        return found;
    }

    private float[] Without(bool[] left)
    {
        if (!left.Contains(true))
        {
            return _values;
        }
        int[] kept = [.. Enumerable.Range(0, _width).Where(feature => !left[feature])];
        float[] values = new float[_row * kept.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _values[((i / kept.Length) * _width) + kept[i % kept.Length]];
        }
        return values;
    }
}
