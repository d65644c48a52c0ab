using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>win-tie-loss.csv</c>: on how many data sets each strategy beats each other one.</summary>
public static class WinTieLossFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "win-tie-loss.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<WinTieLoss> rows)
    {
        var text = new StringBuilder(CsvText.Line("strategy", "other", "sets", "wins", "ties", "losses"));
        foreach (WinTieLoss one in rows)
        {
            text.Append(CsvText.Line([one.Strategy, one.Other, .. new[] { one.Sets, one.Wins, one.Ties, one.Losses }.Select(count => count.ToString(CultureInfo.InvariantCulture))]));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
