using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>controls.csv</c>: what each strategy gains over margin sampling (mean over the data sets, bootstrap interval), and how often it leaves margin's choice.</summary>
public static class ControlsFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "controls.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<ControlRow> rows)
    {
        var text = new StringBuilder(CsvText.Line("strategy", "sets", "better", "difference", "lower", "upper", "departures"));
        foreach ((PooledComparison one, double departures) in rows)
        {
            text.Append(CsvText.Line(
                one.Strategy, one.Groups.ToString(CultureInfo.InvariantCulture), one.Better.ToString(CultureInfo.InvariantCulture),
                Decimals.Format(one.Difference.Mean), Decimals.Format(one.Difference.Lower), Decimals.Format(one.Difference.Upper), Decimals.Format(departures)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
