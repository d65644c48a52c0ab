using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>deficiency.csv</c>: what strategies leave undone against random labels, by data set and over all sets (an empty <c>data</c> cell). See <see cref="Deficiency"/>.</summary>
public static class DeficiencyFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "deficiency.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IEnumerable<Deficiency> rows)
    {
        var text = new StringBuilder(CsvText.Line("data", "strategy", "deficiency"));
        foreach (Deficiency one in rows)
        {
            text.Append(CsvText.Line(one.Data ?? "", one.Strategy, Decimals.Format(one.Value)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
