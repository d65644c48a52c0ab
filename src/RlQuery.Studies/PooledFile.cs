using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>pooled.csv</c>: each strategy against a reference, over the data sets and over their origins.</summary>
public static class PooledFile
{
    /// <summary>Name of the file in the folder of a cross-validation.</summary>
    public const string Name = "pooled.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="rows">What is counted once (<c>sets</c> or <c>origins</c>) and the comparisons over it.</param>
    public static void Write(string path, IEnumerable<(string Over, PooledComparison Comparison)> rows)
    {
        var text = new StringBuilder(CsvText.Line(
            "over", "strategy", "reference", "groups", "better", "difference", "lower", "upper", "wilcoxon_p", "sets_significantly_better", "sets_significantly_worse"));
        foreach ((string over, PooledComparison one) in rows)
        {
            text.Append(CsvText.Line(
                over, one.Strategy, one.Reference, Whole(one.Groups), Whole(one.Better),
                Decimals.Format(one.Difference.Mean), Decimals.Format(one.Difference.Lower), Decimals.Format(one.Difference.Upper),
                Decimals.Format(one.PValue), Whole(one.SignificantlyBetter), Whole(one.SignificantlyWorse)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
