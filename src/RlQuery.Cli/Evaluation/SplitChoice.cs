using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.Cli;

/// <summary>How a command line says that data sets are split.</summary>
internal static class SplitChoice
{
    private const string Kind = "k-fold:";

    /// <summary>Reads <c>k-fold:5</c>; anything else is added to the faults.</summary>
    /// <param name="text">The option; null where it was not given.</param>
    /// <param name="own">What the environment says.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static SplitOptions Parse(string? text, SplitOptions own, Faults faults)
    {
        if (text is null)
        {
            return own;
        }
        if (text.StartsWith(Kind, StringComparison.Ordinal) && int.TryParse(text[Kind.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int folds) && folds is >= 2 and <= SplitOptions.MostFolds)
        {
            return new SplitOptions { Folds = folds, PoolCap = own.PoolCap };
        }
        faults.Add($"split: {text} is not allowed; use k-fold:K such as k-fold:5, K of 2..{SplitOptions.MostFolds}");
        return own;
    }

    /// <summary>The number of seeds where none is asked for: whole repetitions.</summary>
    public static int Repeats(SplitOptions split, int usual) => split.Folds == 0 ? usual : (usual + split.Folds - 1) / split.Folds * split.Folds;
}
