using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Leaves out lines that begin with # and are no rows.</summary>
/// <remarks>
/// A text may begin with #, and so may a header. Such a line is a comment where it has not as many cells as the other lines. With as many, it is a comment
/// only above the table, where the line below is a header.
/// </remarks>
internal static class CsvComments
{
    public const string Mark = "#";

    /// <param name="records">The records of a file.</param>
    /// <param name="isHeader">Whether records begin with a header.</param>
    /// <param name="faults">Receives what was left out.</param>
    public static List<CsvRecord> Drop(List<CsvRecord> records, Func<List<CsvRecord>, bool> isHeader, FaultList faults)
    {
        int above = records.FindIndex(record => !record.IsMarked);
        if (above < 0 || !records.Exists(record => record.IsMarked))
        {
            return records;
        }
        int width = records[above].Cells.Length;
        bool titled = above > 0 && isHeader([.. records.Skip(above).Where(record => !record.IsMarked || record.Cells.Length == width)]);
        List<CsvRecord> kept = [.. records.Where((record, i) => !record.IsMarked || (record.Cells.Length == width && (i >= above || !titled)))];
        int dropped = records.Count - kept.Count;
        if (dropped > 0)
        {
            int first = records.First(record => record.IsMarked && !kept.Contains(record)).Line;
            faults.Note(dropped == 1
                ? $"line {first} begins with # and is passed over"
                : $"{dropped} lines begin with # and are passed over (first: line {first})");
        }
        return kept;
    }
}
