using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Reads Weka's attribute-relation files, dense or sparse rows.</summary>
/// <remarks>
/// Source: the ARFF page of Weka's manual, 3.6. Keywords in any case, % starts a comment, ? is missing. Dates and relational attributes are
/// refused.
/// </remarks>
internal sealed class ArffFormat
{
    private readonly List<ArffAttribute> _attributes = [];
    private readonly List<string?[]> _rows = [];
    private readonly List<string[]> _raw = [];
    private readonly List<int> _lines = [];
    private readonly FaultList _faults;

    private ArffFormat(string source) => _faults = new FaultList(source);

    public static Table Read(string name, string source, string text)
    {
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
            if (scanner.Unterminated)
            {
                format._faults.Add(line, "a quote is opened and never closed");
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
            _rows.Add(row);
            _raw.Add(raw);
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
                row[count] = _attributes[count].Cell(token, scanner.WasQuoted, line, _faults);
                raw[count] = scanner.Raw;
            }
            count++;
            more = scanner.Take(',');
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
        return row;
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
        TableColumn[] columns = [.. _attributes.Select((attribute, i) =>
            new TableColumn(attribute.Name, attribute.Kind, [.. _rows.Select(row => row[i])]).WithRaw(_raw.Select(row => row[i])))];
        return new Table(name, source, columns, _lines);
    }
}
