using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>Finds classes that look alike: equal numbers, or texts that differ in case, blanks or Unicode form alone.</summary>
internal static class ClassSpellings
{
    private const int Shown = 5;

    /// <summary>The cells with one spelling for classes that look alike: the most frequent one, among equals the first in ordinal order.</summary>
    /// <param name="cells">The class of each row, null where missing.</param>
    public static string?[] Join(string?[] cells)
    {
        var chosen = Alike(cells).SelectMany(group => group.Select(spelling => (spelling.Key, Chosen: group[0].Key))).ToDictionary();
        return [.. cells.Select(cell => cell is null ? null : chosen.GetValueOrDefault(cell, cell))];
    }

    /// <summary>Tells which classes look alike, and how to join them.</summary>
    /// <param name="name">Name of the target column.</param>
    /// <param name="cells">The class of each row, null where missing.</param>
    /// <param name="faults">Receives the note.</param>
    public static void Tell(string name, string?[] cells, FaultList faults)
    {
        List<KeyValuePair<string, int>[]> groups = Alike(cells);
        if (groups.Count == 0)
        {
            return;
        }
        IEnumerable<string> shown = groups.Take(Shown)
            .Select(group => string.Join(" and ", group.Select(spelling => $"{CellText.Show(spelling.Key)} ({spelling.Value})")));
        string more = groups.Count > Shown ? $"; and {groups.Count - Shown} more" : "";
        faults.Note(
            $"column {CellText.OneLine(name)}: classes that look alike: {string.Join("; ", shown)}{more}; "
            + $"\"{TableSchema.JoinWord}\": true in a schema (--schema) joins them");
    }

    private static List<KeyValuePair<string, int>[]> Alike(string?[] cells) =>
    [
        .. cells.OfType<string>().CountBy(cell => cell).GroupBy(spelling => Key(spelling.Key)).Where(group => group.Count() > 1)
            .Select(group => group.OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal).ToArray())
            .OrderBy(group => group[0].Key, StringComparer.Ordinal),
    ];

    private static string Key(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        ? (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : string.Join(' ', ComposedText.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
