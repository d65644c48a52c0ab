using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Reads Weka's attribute-relation files, dense or sparse rows.</summary>
/// <remarks>
/// Source: the ARFF page of Weka's manual, 3.6. Keywords in any case, % starts a comment, ? is missing. Relational attributes are refused. Weights of rows
/// and KEEL's @inputs and @outputs are passed over.
/// </remarks>
internal sealed class ArffFormat
{
    private const int LongestShared = 16;
    private const int MostShared = 4096;

    private readonly List<ArffAttribute> _attributes = [];
    private readonly List<string?[]> _rows = [];
    private readonly List<string[]?> _raw = [];
    private readonly Dictionary<string, string> _seen = [];
    private readonly List<int> _lines = [];
    private readonly FaultList _faults;
    private int _weights;
    private int _weightLine;

    private ArffFormat(string source) => _faults = new FaultList(source);

    public static Table Read(string name, string source, string text)
    {
        CellBudget.Check(source, text, ',');
        var format = new ArffFormat(source);
        using var reader = new StringReader(text);
        bool data = false;
        for (int line = 1; reader.ReadLine() is { } content; line++)
        {
            var scanner = new ArffScanner(content);
            if (scanner.AtEnd())
            {
                continue;
            }
            if (data)
            {
                format.ReadRow(scanner, line);
            }
            else
            {
                data = format.ReadDeclaration(scanner, line);
            }
            if (scanner.Fault is { } fault)
            {
                format._faults.Add(line, fault);
            }
        }
        return format.ToTable(name, source, data);
    }

    /// <summary>Reads one line of the header; true for <c>@data</c>.</summary>
    private bool ReadDeclaration(ArffScanner scanner, int line)
    {
        string keyword = scanner.Next();
        switch (keyword.ToUpperInvariant())
        {
            case "@DATA":
                // Without a valid header, every row would be a fault.
                _faults.ThrowIfAny();
                return true;
            case "@ATTRIBUTE":
                _attributes.Add(ArffAttribute.Parse(scanner, line, _faults));
                break;
            case "@RELATION":
                break;
            case "@INPUT" or "@INPUTS" or "@OUTPUT" or "@OUTPUTS":
                _faults.Note($"line {line}: {keyword} is passed over; the target is the last column or that of --target");
                break;
            default:
                _faults.Add(line, $"{CellText.Show(keyword)} is not allowed here; use @relation, @attribute or @data");
                break;
        }
        return false;
    }

    private void ReadRow(ArffScanner scanner, int line)
    {
        string[] raw = new string[_attributes.Count];
        string?[]? row = scanner.Take('{') ? ReadSparse(scanner, line, raw) : ReadDense(scanner, line, raw);
        if (row is not null)
        {
            // A sparse row has as many cells, however short it is.
            CellBudget.Check(_faults.Source, (_rows.Count + 1L) * row.Length);
            _rows.Add(row);
            _raw.Add(row.AsSpan().SequenceEqual(raw) ? null : raw);
            _lines.Add(line);
        }
    }

    private string?[]? ReadDense(ArffScanner scanner, int line, string[] raw)
    {
        string?[] row = new string?[_attributes.Count];
        int count = 0;
        bool more;
        do
        {
            string token = scanner.Next();
            if (count < row.Length)
            {
                row[count] = Share(_attributes[count].Cell(token, scanner.WasQuoted, line, _faults));
                raw[count] = scanner.Raw;
            }
            count++;
            more = scanner.Take(',');
            if (count == row.Length && scanner.Take('{'))
            {
                return ReadWeight(scanner, line) ? row : null;
            }
            if (!more && (scanner.Take('{') || scanner.Take('}')))
            {
                _faults.Add(line, "a brace within a row; put values with braces in quotes");
                return null;
            }
        }
        while (more || !scanner.AtEnd());
        if (count != row.Length)
        {
            _faults.Add(line, $"{count} cells; {row.Length} attributes are declared");
            return null;
        }
        return row;
    }

    private string?[]? ReadSparse(ArffScanner scanner, int line, string[] raw)
    {
        string?[] row = [.. _attributes.Select(attribute => attribute.Omitted)];
        row.Select(cell => cell ?? "").ToArray().CopyTo(raw, 0);
        int last = -1;
        while (!scanner.Take('}'))
        {
            string index = scanner.Next();
            if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int column) || column <= last || column >= row.Length)
            {
                _faults.Add(line, $"index {CellText.Show(index)} of a sparse row is not allowed; use {last + 1}..{row.Length - 1}");
                return null;
            }
            string token = scanner.Next();
            row[column] = _attributes[column].Cell(token, scanner.WasQuoted, line, _faults);
            raw[column] = scanner.Raw;
            last = column;
            if (!scanner.Take(',') && scanner.AtEnd())
            {
                _faults.Add(line, "a sparse row has no closing }");
                return null;
            }
        }
        return !scanner.Take(',') && scanner.AtEnd() ? row
            : scanner.Take('{') && ReadWeight(scanner, line) ? row
            : Refuse(line, "text follows a sparse row; use a weight in braces, or nothing");
    }

    // One string for all equal short cells.
    private string? Share(string? cell)
    {
        if (cell is null or { Length: > LongestShared })
        {
            return cell;
        }
        if (!_seen.TryGetValue(cell, out string? shared))
        {
            shared = cell;
            if (_seen.Count < MostShared)
            {
                _seen.Add(cell, cell);
            }
        }
        return shared;
    }

    private string?[]? Refuse(int line, string fault)
    {
        _faults.Add(line, fault);
        return null;
    }

    // After its opening brace.
    private bool ReadWeight(ArffScanner scanner, int line)
    {
        string weight = scanner.Next();
        if (!CellText.IsNumber(weight) || !scanner.Take('}') || !scanner.AtEnd())
        {
            _faults.Add(line, $"{CellText.Show(weight)} is no weight of a row; write {{number}} at its end");
            return false;
        }
        _weightLine = _weights++ == 0 ? line : _weightLine;
        return true;
    }

    private Table ToTable(string name, string source, bool data)
    {
        if (_attributes.Count == 0)
        {
            _faults.Add("no @attribute is declared");
        }
        foreach (IGrouping<string, ArffAttribute> same in _attributes.GroupBy(attribute => attribute.Name).Where(group => group.Count() > 1))
        {
            _faults.Add($"{same.Count()} attributes are named {CellText.Show(same.Key)}; names must be unique");
        }
        _faults.ThrowIfAny();
        if (!data || _rows.Count == 0)
        {
            throw new InvalidInputException($"{source}: no rows{(data ? " below @data" : "; there is no @data line")}");
        }
        if (_weights > 0)
        {
            _faults.Note($"{_weights} {(_weights == 1 ? "row has a weight" : "rows have weights")} (first: line {_weightLine}); every row counts alike here");
        }
        TableColumn[] columns = [.. _attributes.Select((attribute, i) =>
            attribute.ToColumn([.. _rows.Select(row => row[i])]).WithRaw(_raw.Select((raw, row) => raw?[i] ?? _rows[row][i] ?? "")))];
        return new Table(name, source, columns, _lines) { Notes = _faults.Notes };
    }
}
