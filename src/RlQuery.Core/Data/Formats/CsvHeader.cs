using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Decides whether the first record of a CSV file names the columns.</summary>
/// <remarks>
/// <para>It does where the reader says so, where it has the name of the target that is asked for, where it counts the columns, or where it has text above a
/// column of numbers.</para>
/// <para>It does not where it holds <c>?</c> or another mark for a missing cell, and, in all that follows, where one of its cells occurs again
/// below in the same column, or two are equal.</para>
/// <para>Text alone is then a header. Numbers can be names where all are whole, or three or more rise, such as years, doses and wave lengths. They are where
/// they rise evenly and those of the next record do not; where all are whole and none below is; and where texts beside them stand above texts that
/// repeat each other.</para>
/// </remarks>
internal static class CsvHeader
{
    private const int ShownLetters = 80;

    /// <summary>Steps that differ by a smaller share are even: names were rounded.</summary>
    private const double Rounding = 1e-3;

    /// <summary>Fewer numbers in a row count nothing.</summary>
    private const int FewestNumbers = 3;

    /// <param name="records">The records of a file, or of its beginning.</param>
    /// <param name="target">Name or index of the target; null for the last column.</param>
    /// <param name="told">What the reader says; null for nothing.</param>
    /// <param name="faults">Receives what was decided where it was not obvious.</param>
    public static bool IsHeader(List<CsvRecord> records, string? target, bool? told, FaultList faults)
    {
        (bool header, bool obvious) = Decide(records, target, told);
        if (!obvious)
        {
            string shown = string.Join(", ", records[0].Cells);
            shown = CellText.OneLine(shown.Length > ShownLetters ? $"{shown[..ShownLetters]}..." : shown);
            faults.Note(header
                ? $"line {records[0].Line} ({shown}) is taken for the names of the columns; if it is a row, say --header no"
                : $"line {records[0].Line} ({shown}) is taken for a row, and columns are named x0, x1 and so on; if it names them, say --header yes");
        }
        return header;
    }

    /// <summary>The same where the beginning of a file tells: all its columns are known to be numbers, but for the target.</summary>
    /// <param name="records">The records of the beginning.</param>
    /// <param name="target">Name or index of the target; null for the last column.</param>
    /// <param name="told">What the reader says; null for nothing.</param>
    /// <returns>Null where the whole file has to be looked at.</returns>
    public static bool? IsHeaderEarly(List<CsvRecord> records, string? target, bool? told)
    {
        string[] first = records[0].Cells;
        if (told is not null || Names(first, target))
        {
            return told ?? true;
        }
        bool named = TargetColumn.Place(first, target) is int place && HasTextAboveNumbers(records, except: place);
        // Of the target the beginning tells too little, and what has to be said is found out with the whole file.
        if (ArePositions(first) || named == first.Any(IsDoubtful) || named != HasTextAboveNumbers(records, except: -1))
        {
            return null;
        }
        return named ? true : !CouldBeNames(first) || OccurBelow(records) ? false : null;
    }

    /// <summary>Whether a first record has the name of the target; a number does not count, since it may be the target's index.</summary>
    public static bool Names(string[] first, string? target) => target is not null && !CellText.IsNumber(target) && first.Contains(target);

    private static (bool IsHeader, bool IsObvious) Decide(List<CsvRecord> records, string? target, bool? told)
    {
        string[] first = records[0].Cells;
        if (told is not null || Names(first, target))
        {
            return (told ?? true, true);
        }
        // Every row of some tables of numbers rises evenly.
        bool positions = ArePositions(first) && !(first.All(CellText.IsNumber) && records.Count > 1 && RiseEvenly(Numbers(records[1].Cells)));
        if (positions || HasTextAboveNumbers(records, except: -1))
        {
            return (true, !first.Any(IsDoubtful));
        }
        string[] names = [.. first.Where(cell => cell.Length > 0)];
        bool numbers = names.Any(CellText.IsNumber);
        if (numbers && !CouldBeNames(first))
        {
            return (false, true);
        }
        bool occur = OccurBelow(records);
        if (occur || names.Length == 0 || names.Any(CellText.IsMissing) || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            return (false, occur || !numbers);
        }
        return numbers ? (AreNames(records), false) : (true, true);
    }

    private static bool IsDoubtful(string cell) => cell.Length > 0 && (CellText.IsNumber(cell) || CellText.IsMissing(cell));

    /// <summary>Whether the numbers of a first record count its columns.</summary>
    private static bool ArePositions(string[] cells)
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
        return offsets.Count >= FewestNumbers && offsets.Distinct().Count() == 1 && offsets[0] is >= -1 and <= 1;
    }

    private static bool HasTextAboveNumbers(List<CsvRecord> records, int except)
    {
        string[] first = records[0].Cells;
        return Enumerable.Range(0, first.Length).Any(column =>
            column != except && !IsDoubtful(first[column]) && first[column].Length > 0 && IsMostlyNumbers(records, column));
    }

    private static bool IsMostlyNumbers(List<CsvRecord> records, int column)
    {
        int numbers = 0;
        int texts = 0;
        for (int row = 1; row < records.Count; row++)
        {
            if (column < records[row].Cells.Length && records[row].Cells[column] is { Length: > 0 } cell && !CellText.IsMissing(cell))
            {
                _ = CellText.IsNumber(cell) ? numbers++ : texts++;
            }
        }
        return numbers > texts;
    }

    private static bool CouldBeNames(string[] first)
    {
        double[] numbers = Numbers(first);
        return first.Where(CellText.IsNumber).All(IsWhole)
            || (numbers.Length >= FewestNumbers && Enumerable.Range(1, numbers.Length - 1).All(i => numbers[i] > numbers[i - 1]));
    }

    private static bool AreNames(List<CsvRecord> records)
    {
        string[] first = records[0].Cells;
        int[] numbers = [.. Enumerable.Range(0, first.Length).Where(column => CellText.IsNumber(first[column]))];
        if (records.Count < 2)
        {
            return false;
        }
        // The target of a table of numbers may be whole.
        int compared = numbers.Length == first.Length ? numbers.Length - 1 : numbers.Length;
        return (RiseEvenly(Numbers(first)) && !RiseEvenly(Numbers(records[1].Cells)))
            || (compared > 0 && numbers.All(column => IsWhole(first[column])) && numbers.Take(compared).All(column => !Below(records, column).Any(IsWhole)))
            || Enumerable.Range(0, first.Length).Except(numbers).Any(column => StandsAboveRepeats(records, column));
    }

    private static bool StandsAboveRepeats(List<CsvRecord> records, int column)
    {
        string[] cells = [.. Below(records, column).Where(cell => !CellText.IsMissing(cell))];
        return records[0].Cells[column].Length > 0 && cells.Length > 0 && 2 * cells.Distinct(StringComparer.Ordinal).Count() <= cells.Length;
    }

    private static bool RiseEvenly(double[] numbers)
    {
        double step = numbers.Length < FewestNumbers ? 0 : numbers[1] - numbers[0];
        return step > 0 && Enumerable.Range(1, numbers.Length - 1).All(i => Math.Abs(numbers[i] - numbers[i - 1] - step) < Rounding * step);
    }

    private static double[] Numbers(string[] cells) =>
    [
        .. cells.Where(CellText.IsNumber)
            .Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0),
    ];

    private static bool IsWhole(string cell) => cell.Length > 0 && cell.All(char.IsAsciiDigit);

    private static bool OccurBelow(List<CsvRecord> records) => Enumerable.Range(0, records[0].Cells.Length)
        .Any(column => records[0].Cells[column].Length > 0 && Below(records, column).Contains(records[0].Cells[column]));

    private static IEnumerable<string> Below(List<CsvRecord> records, int column) =>
        records.Skip(1).Where(record => column < record.Cells.Length).Select(record => record.Cells[column]);
}
