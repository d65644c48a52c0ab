using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>comparisons.csv</c>: each strategy's paired difference to the references, by data set and over all sets (an empty <c>data</c> cell).</summary>
public static class ComparisonsFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "comparisons.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="comparisons">The rows.</param>
    public static void Write(string path, IEnumerable<Comparison> comparisons)
    {
        var text = new StringBuilder(CsvText.Line("data", "strategy", "reference", "pairs", "better", "difference", "lower", "upper", "wilcoxon_holm_p", "pairs_needed"));
        foreach (Comparison one in comparisons)
        {
            text.Append(CsvText.Line(
                one.Data ?? "", one.Strategy, one.Reference, one.Test.Pairs.ToString(CultureInfo.InvariantCulture),
                one.Better.ToString(CultureInfo.InvariantCulture), Decimals.Format(one.Test.Difference),
                Decimals.Format(one.Test.Lower), Decimals.Format(one.Test.Upper), Decimals.Format(one.PValue),
                Decimals.Format(one.PairsNeeded)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
