using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies.Tuning;

/// <summary><c>trials.csv</c>: a row for each rung of each trial of a tuning, with a column for each setting.</summary>
internal static class TrialsFile
{
    /// <summary>Name of the file in the folder of a tuning.</summary>
    public const string Name = "trials.csv";

    private static readonly string[] Columns = ["trial", "rung", "steps", "score"];

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="settings">Names of the settings.</param>
    /// <param name="rows">The rows, in any order: they stand by trial and rung.</param>
    public static void Write(string path, IReadOnlyList<string> settings, IEnumerable<TrialRow> rows)
    {
        using var text = new CsvBuilder([.. Columns, .. settings]);
        foreach (TrialRow row in rows.OrderBy(row => row.Trial).ThenBy(row => row.Rung))
        {
            text.Add([Whole(row.Trial), Whole(row.Rung), Whole(row.Steps), Decimals.Format(row.Score), .. row.Settings]);
        }
        CsvText.Write(path, text.ToString());
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <param name="settings">Names of the settings.</param>
    /// <returns>The rows, in the order of the file; none where there is no such file.</returns>
    /// <exception cref="InvalidInputException">It is damaged in a line that the message names, or of other settings.</exception>
    public static IReadOnlyList<TrialRow> Read(string path, IReadOnlyList<string> settings) =>
        File.Exists(path) ? [.. CsvText.Read(path, [.. Columns, .. settings]).Select(row => Parse(path, row.Line, row.Cells))] : [];

    private static TrialRow Parse(string path, int line, string[] cells) =>
        int.TryParse(cells[0], CultureInfo.InvariantCulture, out int trial)
        && int.TryParse(cells[1], CultureInfo.InvariantCulture, out int rung)
        && long.TryParse(cells[2], CultureInfo.InvariantCulture, out long steps)
        && double.TryParse(cells[3], CultureInfo.InvariantCulture, out double score) && double.IsFinite(score)
            ? new TrialRow(trial, rung, steps, score, cells[Columns.Length..])
            : throw new InvalidInputException($"{path}: line {line} is not a row of {string.Join(", ", Columns)}");

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
