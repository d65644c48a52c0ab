namespace RlQuery.Core;

/// <summary>A cell of a CSV file with commas.</summary>
public static class CsvCell
{
    /// <summary>The cell as it stands in a line, in quotes where needed (RFC 4180).</summary>
    /// <param name="cell">Its text.</param>
    public static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
