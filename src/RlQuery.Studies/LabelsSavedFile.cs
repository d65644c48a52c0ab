using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>labels-saved.csv</c>: labels to reach the accuracy that a reference ends with, by data set and over all sets (an empty <c>data</c> cell). See <see cref="LabelsSaved"/>.</summary>
public static class LabelsSavedFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "labels-saved.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<LabelsSaved> rows)
    {
        var text = new StringBuilder(CsvText.Line("data", "strategy", "target_score", "labels", "labels_saved", "reached", "sets"));
        foreach (LabelsSaved one in rows)
        {
            text.Append(CsvText.Line(
                one.Data ?? "", one.Strategy, Decimals.Format(one.Target), Decimals.Format(one.Labels), Decimals.Format(one.Saved),
                one.Reached.ToString(CultureInfo.InvariantCulture), one.Sets.ToString(CultureInfo.InvariantCulture)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
