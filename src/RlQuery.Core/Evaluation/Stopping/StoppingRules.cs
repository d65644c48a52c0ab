using System.Globalization;

namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>The kinds of stopping rules of this library.</summary>
internal static class StoppingRules
{
    private const int MostQueries = 1_000_000;

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<StoppingRuleKind> All { get; } =
    [
        new("budget", "budget:N", "N labels were asked for", OfQueries(queries => new BudgetRule(queries)), "N of 1..1000000"),
        new(
            "confidence", "confidence:P", "the mean probability of the predictions of unlabelled rows is at least P",
            OfShare(share => new ConfidenceRule(share)),
            "P of 0..1"),
        new(
            "max-uncertainty", "max-uncertainty:U", "even the least sure prediction of an unlabelled row has a probability of at least 1 - U",
            OfShare(share => new MaxUncertaintyRule(share)),
            "U of 0..1"),
        new(
            "stability", "stability:K[:N]", "Cohen's kappa of models N labels apart (default 10), the mean of the last three comparisons, is at least K",
            OfShareApart(StabilityRule.UsuallyApart, (threshold, apart) => new StabilityRule(threshold, apart)),
            "K of 0..1 and N of 1..1000000"),
        new(
            "cost", "cost:G[:N]",
            "the expected error (1 - mean probability of the predictions of unlabelled rows) fell by less than G a label over the last N labels (default 10)",
            OfShareApart(CostRule.UsuallyApart, (price, apart) => new CostRule(price, apart)),
            "G of 0..1 and N of 1..1000000"),
        new(
            "unchanged", "unchanged:N", "no prediction has changed over the last N labels",
            OfQueries(queries => new UnchangedRule(queries)),
            "N of 1..1000000"),
    ];

    private static Func<string[], IStoppingRule?> OfQueries(Func<int, IStoppingRule> create) => texts =>
        texts.Length == 1 && TryQueries(texts[0], out int queries) ? create(queries) : null;

    private static Func<string[], IStoppingRule?> OfShare(Func<double, IStoppingRule> create) => texts =>
        texts.Length == 1 && TryShare(texts[0], out double share) ? create(share) : null;

    private static Func<string[], IStoppingRule?> OfShareApart(int usually, Func<double, int, IStoppingRule> create) => texts =>
        texts.Length > 2 || !TryShare(texts[0], out double share) ? null
        : texts.Length == 1 ? create(share, usually)
        : TryQueries(texts[1], out int apart) ? create(share, apart) : null;

    private static bool TryQueries(string text, out int queries) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out queries) && queries is >= 1 and <= MostQueries;

    private static bool TryShare(string text, out double share) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1;
}
