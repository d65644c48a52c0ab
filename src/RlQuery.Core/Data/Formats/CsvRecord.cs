namespace RlQuery.Core.Data.Formats;

/// <summary>One record of a CSV file: the line on which it begins and its trimmed cells.</summary>
internal readonly record struct CsvRecord(int Line, string[] Cells);
