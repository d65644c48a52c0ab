using RlQuery.Core.Data.Text;
namespace RlQuery.Core.Data.Formats;

/// <summary>Infers the date format of a column.</summary>
internal static class DateCells
{
    /// <summary>A column is meant to hold dates if at least three cells are dates, and at most one cell, or one in twenty, is not.</summary>
    private const int FewestDates = 3;
    private const double MostOthers = 0.05;

    // Enough cells to find the possible formats: only these are tried on the whole column.
    private const int Sample = 20;

    /// <summary>Turns a column of texts into one of dates if it is meant to hold dates; otherwise leaves it unchanged.</summary>
    /// <param name="column">The column; one that is declared to hold dates must.</param>
    /// <param name="lines">The line of each row.</param>
    /// <param name="faults">Receives the cells that are not dates, and an ambiguous order of day and month.</param>
    public static TableColumn Resolve(TableColumn column, IReadOnlyList<int> lines, FaultList faults)
    {
        bool declared = column.Kind == ColumnKind.Date;
        string[] cells = [.. column.Cells.OfType<string>()];
        DateForm[] likely = [.. DateForm.All.Where(form => IsMeant(cells.Take(Sample), form))];
        if (!declared && likely.Length == 0)
        {
            FindMixture(column, cells, faults);
            return column;
        }
        DateForm[] forms = column.DateForm is { } told ? [told] : likely.Length > 0 ? likely : [.. DateForm.All];
        int[] counts = Array.ConvertAll(forms, form => cells.Count(cell => form.TryParse(cell, out _)));
        int best = Array.IndexOf(counts, counts.Max());
        if (!declared && !IsMeant(cells, forms[best]))
        {
            FindMixture(column, cells, faults);
            return column;
        }
        if (forms.Where((form, i) => i > best && counts[i] == counts[best])
            .FirstOrDefault(form => cells.Any(cell => Differ(cell, forms[best], form))) is { } rival)
        {
            string odd = cells.First(cell => Differ(cell, forms[best], rival));
            faults.Add(
                $"column {column.Name}: {CellText.Show(odd)} may be {forms[best]} or {rival}, and no cell tells which; "
                + $"say \"date {forms[best]}\" or \"date {rival}\" in a schema file (--schema)");
        }
        for (int row = 0; row < column.Cells.Length; row++)
        {
            if (column.Cells[row] is { } cell && !forms[best].TryParse(cell, out _))
            {
                string form = counts[best] > 0 || column.DateForm is not null
                    ? $" of the form {forms[best]}"
                    : $"; use {string.Join(", ", DateForm.All.Select(known => known.Name))}";
                faults.Add(lines[row], column.Name, $"{CellText.Show(cell)} is no date{form}");
            }
        }
        return column with { Kind = ColumnKind.Date, DateForm = forms[best] };
    }

    // As categories such cells would be useless: one day could be two categories.
    private static void FindMixture(TableColumn column, string[] cells, FaultList faults)
    {
        if (!IsMeant(cells.Take(Sample), cell => FormOf(cell) is not null) || !IsMeant(cells, cell => FormOf(cell) is not null))
        {
            return;
        }
        string first = cells.First(cell => FormOf(cell) is not null);
        if (FormOf(first) is { } form && cells.FirstOrDefault(cell => FormOf(cell) is not null && !form.TryParse(cell, out _)) is { } other)
        {
            faults.Add(
                $"column {column.Name}: dates of several forms, such as {CellText.Show(first)} ({form}) and {CellText.Show(other)} ({FormOf(other)}); "
                + $"write all in one, or say \"category\" in a schema file (--schema)");
        }
    }

    // Eight digits are dates only if a schema says so.
    private static DateForm? FormOf(string cell) => CellText.IsNumber(cell) ? null : DateForm.All.FirstOrDefault(form => form.TryParse(cell, out _));

    private static bool IsMeant(IEnumerable<string> cells, DateForm form) => IsMeant(cells, cell => form.TryParse(cell, out _));

    private static bool IsMeant(IEnumerable<string> cells, Func<string, bool> isDate)
    {
        int dates = 0;
        int others = 0;
        foreach (string cell in cells)
        {
            _ = isDate(cell) ? dates++ : others++;
        }
        return dates > 0 && (others == 0 || dates >= FewestDates) && others <= Math.Max(1, MostOthers * (dates + others));
    }

    private static bool Differ(string cell, DateForm one, DateForm other) =>
        one.TryParse(cell, out DateTimeOffset a) && other.TryParse(cell, out DateTimeOffset b) && a != b;
}
