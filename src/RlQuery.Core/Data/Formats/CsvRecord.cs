namespace RlQuery.Core.Data.Formats;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The 1-based line on which it begins.</param>
/// <param name="Cells">Its cells, unquoted and trimmed.</param>
/// <param name="Raw">The same with the blanks around them; the very array where there are none.</param>
/// <param name="IsMarked">Whether its line begins with #, as a comment does.</param>
internal readonly record struct CsvRecord(int Line, string[] Cells, string[] Raw, bool IsMarked);
