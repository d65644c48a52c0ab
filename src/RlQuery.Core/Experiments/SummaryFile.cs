using System.Globalization;
using System.Text;

namespace RlQuery.Core.Experiments;

/// <summary><c>summary.csv</c>: a row for each data set and strategy.</summary>
public static class SummaryFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "summary.csv";

    /// <summary>Writes the file. A last column <c>note</c> is there only where some row has one.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IReadOnlyList<SummaryRow> rows)
    {
        bool noted = rows.Any(row => row.Note.Length > 0);
        string[] header = ["data", "strategy", "repeats", "aubc_mean", "aubc_sd", "final_mean"];
        var text = new StringBuilder(CsvText.Line(noted ? [.. header, "note"] : header));
        foreach (SummaryRow row in rows)
        {
            string[] cells =
            [
                row.Data, row.Strategy, row.Repeats.ToString(CultureInfo.InvariantCulture),
                Decimals.Format(row.AubcMean), Decimals.Format(row.AubcDeviation), Decimals.Format(row.FinalMean),
            ];
            text.Append(CsvText.Line(noted ? [.. cells, row.Note] : cells));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
