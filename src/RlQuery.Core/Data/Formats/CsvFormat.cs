using RlQuery.Core.Data.Text;
namespace RlQuery.Core.Data.Formats;

/// <summary>Reads comma-, semicolon- and tab-separated tables.</summary>
internal static class CsvFormat
{
    private const int Sample = 20;

    public static Table Read(string name, string source, string text, bool tabs, string? target)
    {
        char separator = tabs ? '\t' : DetectSeparator(text);
        var faults = new FaultList(source);
        List<CsvRecord> records = new CsvParser(text, separator, faults).Parse();
        faults.ThrowIfAny();
        if (records.Count == 0)
        {
            throw new InvalidInputException($"{source}: the file is empty");
        }
        bool header = CsvHeader.IsHeader(records, target);
        string[] names = Names(records[0].Cells, header, faults);
        CsvRecord[] rows = [.. records.Skip(header ? 1 : 0)];
        if (rows.Length == 0)
        {
            throw new InvalidInputException($"{source}: no rows below the header");
        }
        foreach (CsvRecord row in rows.Where(row => row.Cells.Length != names.Length))
        {
            faults.Add(row.Line, $"{row.Cells.Length} cells; line {records[0].Line} has {names.Length}");
        }
        faults.ThrowIfAny();
        TableColumn[] columns = [.. names.Select((column, i) =>
            (new TableColumn(column, ColumnKind.Unknown, MissingCells.Find([.. rows.Select(row => row.Cells[i])]))
            { Heading = header ? records[0].Raw[i] : null }).WithRaw(rows.Select(row => row.Raw[i])))];
        return new Table(name, source, columns, [.. rows.Select(row => row.Line)]) { Notes = faults.Notes };
    }

    /// <summary>The separator that splits the first lines most evenly, then into the most cells.</summary>
    public static char DetectSeparator(string text)
    {
        char best = ',';
        (int Ragged, int Cells) bestScore = (int.MaxValue, 0);
        foreach (char candidate in (ReadOnlySpan<char>)[',', ';', '\t'])
        {
            List<CsvRecord> records = new CsvParser(text, candidate, new FaultList("")).Parse(Sample);
            int cells = records.Count == 0 ? 0 : records[0].Cells.Length;
            int ragged = cells < 2 ? int.MaxValue : records.Count(record => record.Cells.Length != cells);
            if (ragged < bestScore.Ragged || (ragged == bestScore.Ragged && cells > bestScore.Cells))
            {
                best = candidate;
                bestScore = (ragged, cells);
            }
        }
        return best;
    }

    /// <summary>The names of the columns: those of a header, else x0, x1 and so on.</summary>
    public static string[] Names(string[] first, bool header, FaultList faults)
    {
        string[] names = [.. first.Select((cell, i) => header && cell.Length > 0 ? CellText.OneLine(cell) : $"x{i}")];
        foreach (IGrouping<string, string> same in names.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            faults.Add($"{same.Count()} columns are named {CellText.Show(same.Key)}; names must be unique");
        }
        return names;
    }
}
