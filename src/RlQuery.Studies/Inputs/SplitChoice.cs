using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.Studies.Inputs;

/// <summary>How data sets are split, if not as in the environment.</summary>
public static class SplitChoice
{
    private const string Kind = "k-fold:";

    /// <summary>Reads <c>k-fold:5</c>; anything else is added to the faults.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>The number of folds; null for none.</returns>
    public static int? Folds(string? text, Faults faults)
    {
        if (text is null)
        {
            return null;
        }
        if (text.StartsWith(Kind, StringComparison.Ordinal)
            && int.TryParse(text[Kind.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int folds) && IsAllowed(folds))
        {
            return folds;
        }
        faults.Add(Fault(text));
        return null;
    }

    /// <summary>The split of an evaluation.</summary>
    /// <param name="folds">The requested number of folds; null for the environment's.</param>
    /// <param name="own">What the environment says.</param>
    /// <param name="faults">Receives what is wrong.</param>
    internal static SplitOptions Of(int? folds, SplitOptions own, Faults faults)
    {
        if (folds is not int asked)
        {
            return own;
        }
        if (!IsAllowed(asked))
        {
            faults.Add(Fault(FormattableString.Invariant($"{Kind}{asked}")));
            return own;
        }
        return new SplitOptions { Folds = asked, PoolCap = own.PoolCap };
    }

    /// <summary>The default number of seeds: whole repetitions.</summary>
    internal static int Repeats(SplitOptions split, int usual) => split.Folds == 0 ? usual : (usual + split.Folds - 1) / split.Folds * split.Folds;

    private static bool IsAllowed(int folds) => folds is >= 2 and <= SplitOptions.MostFolds;

    private static string Fault(string text) => $"split: {text} is not allowed; use k-fold:K such as k-fold:5, K of 2..{SplitOptions.MostFolds}";
}
