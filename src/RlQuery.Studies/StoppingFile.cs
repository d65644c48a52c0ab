using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>stopping.csv</c>: each stopping rule in hindsight, by data set and over all sets (an empty <c>data</c> cell). See <see cref="StoppingRow"/>.</summary>
public static class StoppingFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "stopping.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<StoppingRow> rows)
    {
        var text = new StringBuilder(CsvText.Line(
            "data", "strategy", "rule", "episodes", "stopped", "labels", "labels_saved", "score", "final_score", "score_lost", "lower", "upper"));
        foreach (StoppingRow one in rows)
        {
            text.Append(CsvText.Line(
                one.Data ?? "", one.Strategy, one.Rule, one.Episodes.ToString(CultureInfo.InvariantCulture), one.Stopped.ToString(CultureInfo.InvariantCulture),
                Decimals.Format(one.Labels), Decimals.Format(one.Saved), Decimals.Format(one.Score), Decimals.Format(one.Final),
                Decimals.Format(one.Lost.Mean), Decimals.Format(one.Lost.Lower), Decimals.Format(one.Lost.Upper)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
