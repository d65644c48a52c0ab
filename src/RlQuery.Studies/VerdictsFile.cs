using System.Globalization;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Statistics;

namespace RlQuery.Studies;

/// <summary><c>verdicts.csv</c>: a row for each strategy and reference, with the test over all data sets and the word that follows from it.</summary>
public static class VerdictsFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "verdicts.csv";

    /// <summary>Writes the file.</summary>
    /// <param name="path">The target.</param>
    /// <param name="verdicts">The rows; without any the file has a header alone.</param>
    public static void Write(string path, IEnumerable<StrategyVerdict> verdicts)
    {
        var text = new StringBuilder(CsvText.Line(
            "strategy", "reference", "verdict", "test", "over", "pairs", "difference", "lower", "upper", "holm_p", "pairs_needed"));
        foreach (StrategyVerdict one in verdicts)
        {
            (string test, string over) = one.Basis == VerdictBasis.Sets ? ("wilcoxon", "sets") : ("paired-t", "seeds");
            text.Append(CsvText.Line(
                one.Strategy, one.Reference, one.Verdict.Words(), test, over, one.Test.Pairs.ToString(CultureInfo.InvariantCulture),
                Decimals.Format(one.Test.Difference), Decimals.Format(one.Test.Lower), Decimals.Format(one.Test.Upper),
                Decimals.Format(one.PValue), Decimals.Format(one.PairsNeeded)));
        }
        AtomicFile.WriteText(path, text.ToString());
    }
}
