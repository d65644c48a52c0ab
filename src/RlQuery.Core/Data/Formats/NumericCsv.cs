using System.Buffers;
using System.Globalization;
using System.Text;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Reads a plain table of numbers directly into values, at any length, without holding its text.</summary>
/// <remarks>
/// Plain means more than <see cref="HeadBytes"/> bytes of ASCII, no quotes, and a finite number in every feature cell. Anything else is left to
/// <see cref="CsvFormat"/>, which gives the same data set for a plain table and a message for a faulty one.
/// </remarks>
internal sealed class NumericCsv
{
    /// <summary>Shorter files do not need it; in longer files, separator and header are found in this many first bytes.</summary>
    public const int HeadBytes = 1 << 16;

    private const int BufferBytes = 1 << 20;

    // Quotes, binary data, and whatever is not ASCII.
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create([0, (byte)'"', .. Enumerable.Range(0x80, 0x80).Select(i => (byte)i)]);

    private readonly byte _separator;
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
        _separator = (byte)separator;
        _target = target;
        _width = width;
        _values = new float[rows * width];
        _targets = new string[rows];
        _manyDigits = new bool[width];
        _low = Enumerable.Repeat(double.MaxValue, width).ToArray();
        _high = Enumerable.Repeat(double.MinValue, width).ToArray();
    }

    /// <returns>The data set; null if the file is not plain, or cannot be read.</returns>
    /// <exception cref="InvalidInputException">The target column is missing, its cells are faulty, or the table is too large.</exception>
    public static Dataset? TryRead(string name, string path, bool tabs, string? targetName)
    {
        if (new FileInfo(path) is not { Exists: true, Length: > HeadBytes and <= TextFile.MostBytes })
        {
            return null;
        }
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            int lines = CountLines(stream, out string head);
            return lines == 0 ? null : Read(name, path, stream, head, lines, tabs, targetName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dataset? Read(string name, string path, FileStream stream, string head, int lines, bool tabs, string? targetName)
    {
        char separator = tabs ? '\t' : CsvFormat.DetectSeparator(head);
        string[] first = new CsvParser(head, separator, new FaultList(path)).Parse(1)[0].Cells;
        bool named = CsvHeader.Names(first, targetName);
        bool header = named || !first.Any(CellText.IsNumber);
        var faults = new FaultList(path);
        string[] names = CsvFormat.Names(first, header, faults);
        faults.ThrowIfAny();
        if (first.Length < 2 || lines < 2 || (header ? first.Any(cell => cell.Length > 0 && CellText.IsMissing(cell)) : CsvHeader.ArePositions(first)))
        {
            return null;
        }
        int target = TargetColumn.Find(new Table(name, path, [.. names.Select(column => new TableColumn(column, ColumnKind.Unknown, []))], []), targetName);
        // A name above a column of numbers makes a header.
        if (header && !named && !first.Where((cell, i) => i != target && cell.Length > 0).Any())
        {
            return null;
        }
        int rows = lines - (header ? 1 : 0);
        DenseSize.Check(path, rows, names.Length - 1);
        var table = new NumericCsv(separator, target, names.Length - 1, rows);
        stream.Position = 0;
        if (!table.ReadLines(stream, skip: header) || table.MayLose())
        {
            return null;
        }
        int[] lineOf = [.. Enumerable.Range(header ? 2 : 1, rows)];
        TableColumn answers = new TableColumn(names[target], ColumnKind.Unknown, MissingCells.Find(table._targets)).WithRaw(table._targets);
        MissingCells.Tell(answers, faults);
        (int[] labels, string[] classes) = TargetCells.ToClasses(answers, lineOf, faults);
        faults.ThrowIfAny();
        var data = Dataset.ForClassification(name, path, table._values, labels, [.. names.Where((_, i) => i != target)], classes);
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
        return head.Length == 0 ? 0 : lines + (last == '\n' ? 0 : 1);
    }

    private bool ReadLines(FileStream stream, bool skip)
    {
        byte[] buffer = new byte[BufferBytes];
        int held = 0;
        while (true)
        {
            int read = stream.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            bool end = held + read < buffer.Length;
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, held + read);
            for (int length; (length = rest.IndexOf((byte)'\n')) >= 0 || (end && rest.Length > 0); skip = false)
            {
                ReadOnlySpan<byte> line = length < 0 ? rest : rest[..length];
                rest = length < 0 ? [] : rest[(length + 1)..];
                if (!skip && !ReadLine(line))
                {
                    return false;
                }
            }
            if (end || rest.Length == buffer.Length)
            {
                return end && _row == _targets.Length;
            }
            held = rest.Length;
            rest.CopyTo(buffer);
        }
    }

    private bool ReadLine(ReadOnlySpan<byte> line)
    {
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        if (_row == _targets.Length)
        {
            return false;
        }
        Span<float> values = _values.AsSpan(_row * _width, _width);
        int feature = 0;
        for (int column = 0; column <= _width; column++)
        {
            int length = line.IndexOf(_separator);
            if (length < 0 != (column == _width))
            {
                return false;
            }
            ReadOnlySpan<byte> cell = (length < 0 ? line : line[..length]).Trim(" \t\v\f"u8);
            line = length < 0 ? [] : line[(length + 1)..];
            if (column == _target)
            {
                if (cell.Contains((byte)'\r'))
                {
                    return false;
                }
                _targets[_row] = Share(cell);
                continue;
            }
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !float.IsFinite((float)value))
            {
                return false;
            }
            _manyDigits[feature] = _manyDigits[feature] || SinglePrecision.HasMoreDigits(cell);
            _low[feature] = Math.Min(_low[feature], value);
            _high[feature] = Math.Max(_high[feature], value);
            values[feature++] = (float)value;
        }
        _row++;
        return true;
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

    private string Share(ReadOnlySpan<byte> cell)
    {
        string text = Encoding.ASCII.GetString(cell);
        if (!_seen.TryGetValue(text, out string? shared))
        {
            _seen.Add(text, shared = text);
        }
        return shared;
    }
}
