using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Decides whether the first record of a CSV file names the columns.</summary>
/// <remarks>
/// <para>A first record with the name of the target is a header.</para>
/// <para>Without it, a first record that holds a number is data, unless its numbers (three or more) are the columns' own positions, as written by
/// tools that number unnamed columns. A first record that holds <c>?</c> or <c>NA</c> is data.</para>
/// <para>Otherwise it is a header where it has text above a column of numbers. In a table of text alone it is a header where its cells
/// are unique and none of them occurs again in its own column.</para>
/// </remarks>
internal static class CsvHeader
{
    public static bool IsHeader(IReadOnlyList<CsvRecord> records, string? target)
    {
        string[] first = records[0].Cells;
        if (Names(first, target))
        {
            return true;
        }
        if (first.Any(CellText.IsNumber))
        {
            return ArePositions(first);
        }
        if (first.Any(cell => cell.Length > 0 && CellText.IsMissing(cell)))
        {
            return false;
        }
        if (Enumerable.Range(0, first.Length).Any(column => first[column].Length > 0 && IsMostlyNumbers(records, column)))
        {
            return true;
        }
        string[] names = [.. first.Where(cell => cell.Length > 0)];
        return names.Length > 0
            && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            && !Enumerable.Range(0, first.Length).Any(column => OccursBelow(records, column));
    }

    /// <summary>Whether a first record has the name of the target; a number does not count, since it may be the target's index.</summary>
    public static bool Names(string[] first, string? target) => target is not null && !CellText.IsNumber(target) && first.Contains(target);

    /// <summary>Whether the numbers of a first record count its columns.</summary>
    public static bool ArePositions(string[] cells)
    {
        var offsets = new List<int>();
        for (int i = 0; i < cells.Length; i++)
        {
            if (int.TryParse(cells[i], NumberStyles.None, CultureInfo.InvariantCulture, out int position))
            {
                offsets.Add(position - i);
            }
            else if (CellText.IsNumber(cells[i]))
            {
                return false;
            }
        }
        return offsets.Count >= 3 && offsets.Distinct().Count() == 1 && offsets[0] is >= -1 and <= 1;
    }

    private static bool IsMostlyNumbers(IReadOnlyList<CsvRecord> records, int column)
    {
        int numbers = 0;
        int texts = 0;
        foreach (string cell in Below(records, column))
        {
            if (!CellText.IsMissing(cell))
            {
                _ = CellText.IsNumber(cell) ? numbers++ : texts++;
            }
        }
        return numbers > texts;
    }

    private static bool OccursBelow(IReadOnlyList<CsvRecord> records, int column) =>
        records[0].Cells[column].Length > 0 && Below(records, column).Contains(records[0].Cells[column]);

    private static IEnumerable<string> Below(IReadOnlyList<CsvRecord> records, int column) =>
        records.Skip(1).Where(record => column < record.Cells.Length).Select(record => record.Cells[column]);
}
