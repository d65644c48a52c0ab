using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Evaluation.Metrics;

namespace RlQuery.Studies;

/// <summary><c>summary.csv</c>: a row for each data set and strategy, metric after metric where anything but accuracy alone was measured.</summary>
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
        bool named = rows.Any(row => row.Metric != MetricCatalog.Accuracy);
        string[] header = ["data", "strategy", .. Metric("metric"), "repeats", "aubc_mean", "aubc_sd", "final_mean"];
        var text = new StringBuilder(CsvText.Line(noted ? [.. header, "note"] : header));
        foreach (SummaryRow row in rows)
        {
            string[] cells =
            [
                row.Data, row.Strategy, .. Metric(row.Metric.Name), row.Repeats.ToString(CultureInfo.InvariantCulture),
                Decimals.Format(row.AubcMean), Decimals.Format(row.AubcDeviation), Decimals.Format(row.FinalMean),
            ];
            text.Append(CsvText.Line(noted ? [.. cells, row.Note] : cells));
        }
        AtomicFile.WriteText(path, text.ToString());

        string[] Metric(string cell) => named ? [cell] : [];
    }
}
