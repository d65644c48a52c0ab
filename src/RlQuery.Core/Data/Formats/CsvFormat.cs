using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Reads comma-, semicolon- and tab-separated tables.</summary>
internal static class CsvFormat
{
    /// <param name="file">Where the text is from, and whether it has a header.</param>
    /// <param name="text">The text.</param>
    /// <param name="tabs">Whether the separator is known to be the tab.</param>
    /// <param name="target">Name or index of the target; null for the last column.</param>
    public static Table Read(TableFile file, string text, bool tabs, string? target)
    {
        var faults = new FaultList(file.Path);
        var dialect = CsvDialect.Of(text, tabs, faults);
        CellBudget.Check(file.Path, dialect.Text, dialect.Separator);
        List<CsvRecord> records = new CsvParser(dialect.Text, dialect.Separator, faults, dialect.FirstLine).Parse();
        faults.ThrowIfAny();
        if (records.Count == 0)
        {
            throw new InvalidInputException($"{file.Path}: the file is empty");
        }
        bool IsHeader(List<CsvRecord> rest, FaultList told) => CsvHeader.IsHeader(DecimalCommas.Pointed(rest), target, file.Header, told);
        records = CsvComments.Drop(records, rest => IsHeader(rest, new FaultList(file.Path)), faults);
        bool header = IsHeader(records, faults);
        List<CsvRecord> rows = header ? records[1..] : records;
        if (rows.Count == 0)
        {
            throw new InvalidInputException($"{file.Path}: no rows below the header") { Notes = faults.Notes };
        }
        string[] first = CsvEnds.Even(records[0], rows, faults);
        string[] names = Names(first, header, faults);
        faults.ThrowIfAny();
        string[]? titles = header ? first : null;
        int width = UnnamedColumns.WidthWithoutEmptyEnd(rows, titles, names.Length);
        int? asked = TargetColumn.Place(names, target, width);
        var cells = new CsvColumns(rows, names.Length, asked);
        TableColumn[] columns = new TableColumn[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            bool isEmptyEnd = i >= width && i != asked;
            bool numbersRows = i < width && width > 2 && i != asked && UnnamedColumns.NumberRows(rows, titles, i);
            if (isEmptyEnd || numbersRows)
            {
                faults.Note(isEmptyEnd ? $"column {i + 1} has no name and is empty, since lines end with a separator; it is left out"
                    : UnnamedColumns.NoteOnNumbers(names[i]));
            }
            columns[i] = cells.At(names[i], i) with
            {
                Kind = isEmptyEnd || numbersRows ? ColumnKind.Ignored : ColumnKind.Unknown,
                Heading = header ? records[0].Raw[i] : null,
            };
        }
        columns = DecimalCommas.Mark(columns);
        if (DecimalCommas.Note([.. columns.Where((column, i) => column is { DecimalComma: true, Kind: ColumnKind.Unknown } && i != asked)]) is string note)
        {
            faults.Note(note);
        }
        return new Table(file.Name, file.Path, columns, [.. rows.Select(row => row.Line)]) { Notes = faults.Notes, Header = header };
    }

    /// <summary>The names of the columns: those of a header, else x0, x1 and so on.</summary>
    public static string[] Names(string[] first, bool header, FaultList faults)
    {
        string[] names = [.. first.Select(cell => header ? CellText.OneLine(cell) : "")];
        foreach (IGrouping<string, string> same in names.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1))
        {
            faults.Add($"{same.Count()} columns are named {CellText.Show(same.Key)}; names must be unique");
        }
        var taken = new HashSet<string>(names);
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                names[i] = $"x{i}";
                while (!taken.Add(names[i]))
                {
                    names[i] += "_";
                }
            }
        }
        return names;
    }
}
