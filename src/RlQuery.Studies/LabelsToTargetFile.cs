using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>labels-to-target.csv</c>: labels to reach scores that were asked for, by data set and over all sets (an empty <c>data</c> cell). See <see cref="LabelsToTarget"/>.</summary>
public static class LabelsToTargetFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "labels-to-target.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<LabelsToTarget> rows)
    {
        var text = new StringBuilder(CsvText.Line("reach", "data", "strategy", "labels", "reached", "sets"));
        foreach (LabelsToTarget one in rows)
        {
            text.Append(CsvText.Line(
                Decimals.Format(one.Target), one.Data ?? "", one.Strategy, Decimals.Format(one.Labels),
                one.Reached.ToString(CultureInfo.InvariantCulture), one.Sets.ToString(CultureInfo.InvariantCulture)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
