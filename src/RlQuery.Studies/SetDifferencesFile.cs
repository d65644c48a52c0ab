using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Studies;

/// <summary><c>differences.csv</c>: each strategy's paired difference to a reference on each data set, with p-values corrected over the sets; an empty <c>data</c> cell is the mean over the sets.</summary>
public static class SetDifferencesFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "differences.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="differences">The strategies; in the rows of the mean, the pairs are the sets and the interval is the bootstrap's.</param>
    public static void Write(string path, IEnumerable<SetDifferences> differences)
    {
        var text = new StringBuilder(CsvText.Line("data", "strategy", "reference", "pairs", "difference", "lower", "upper", "t_holm_p"));
        foreach (SetDifferences one in differences)
        {
            foreach (SetDifference set in one.Sets)
            {
                text.Append(Line(one, set.Data, set.Test.Pairs, set.Test.Difference, set.Test.Lower, set.Test.Upper, set.PValue));
            }
            text.Append(Line(one, "", one.Sets.Count, one.Mean.Mean, one.Mean.Lower, one.Mean.Upper, double.NaN));
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Line(SetDifferences one, string data, int pairs, double difference, double lower, double upper, double p) => CsvText.Line(
        data, one.Strategy, one.Reference, pairs.ToString(CultureInfo.InvariantCulture), Decimals.Format(difference),
        Decimals.Format(lower), Decimals.Format(upper), Decimals.Format(p));
}
