using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>attention.csv</c>: a row for each policy, stage of the episode and signal. See <see cref="AttentionStudy"/>.</summary>
public static class AttentionFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "attention.csv";

    private static readonly string[] Columns = ["strategy", "first_query", "last_query", "decisions", "departures", "signal", "share"];

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<AttentionRow> rows)
    {
        var text = new StringBuilder(CsvText.Line(Columns));
        foreach (AttentionRow row in rows)
        {
            for (int signal = 0; signal < row.Signals.Count; signal++)
            {
                text.Append(CsvText.Line(
                    row.Strategy, Format(row.FirstQuery), Format(row.LastQuery), Format(row.Decisions), Format(row.Departures),
                    row.Signals[signal], Decimals.Format(row.Shares[signal])));
            }
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static IReadOnlyList<AttentionRow> Read(string path) =>
    [
        .. CsvText.Read(path, Columns).Select(row => Parse(path, row.Line, row.Cells))
            .GroupBy(cell => cell.Stage, (stage, cells) => stage with { Signals = [.. cells.Select(cell => cell.Signal)], Shares = [.. cells.Select(cell => cell.Share)] }),
    ];

    private static (AttentionRow Stage, string Signal, double Share) Parse(string path, int line, string[] cells)
    {
        double share = double.NaN;
        int[] counts = new int[4];
        bool right = cells[6].Length == 0 || double.TryParse(cells[6], CultureInfo.InvariantCulture, out share);
        for (int i = 0; i < counts.Length; i++)
        {
            right &= int.TryParse(cells[i + 1], CultureInfo.InvariantCulture, out counts[i]);
        }
        return right
            ? (new AttentionRow(cells[0], counts[0], counts[1], counts[2], counts[3], Nothing, NoShares), cells[5], share)
            : throw new InvalidInputException($"{path}: line {line} is not a row of {string.Join(", ", Columns)}");
    }

    // The same objects in every stage, which are compared by what else they hold.
    private static readonly string[] Nothing = [];
    private static readonly double[] NoShares = [];

    private static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);
}
