namespace RlQuery.Core.Data.Formats;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Cells">Its trimmed cells.</param>
/// <param name="Raw">The same with the blanks around them; the very array where there are none.</param>
internal readonly record struct CsvRecord(int Line, string[] Cells, string[] Raw);
