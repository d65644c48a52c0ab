using System.Globalization;

namespace RlQuery.Studies.Advice;

/// <summary>Advice in one sentence.</summary>
public static class AdviceVerdict
{
    /// <summary>Below a gain of one point of accuracy over random labels, the choice of rows matters little.</summary>
    public const double Worthwhile = 0.01;

    /// <summary>The verdict is about this many queries, with which most was measured, or the most that the table has rows for.</summary>
    public const int Usual = 40;

    /// <summary>Says what to do.</summary>
    /// <param name="advice">The advice.</param>
    /// <returns>A sentence that begins with <c>Worth it:</c>, <c>Take margin:</c> or <c>Little to gain:</c>.</returns>
    public static string Of(TableAdvice advice)
    {
        if (advice.Expected.Count == 0)
        {
            return FormattableString.Invariant($"Little to gain: fewer than {TableAdvice.Budgets[0] + 1} rows have no label; label them all.");
        }
        BudgetAdvice row = advice.Expected.Last(one => one.Queries <= Usual || one == advice.Expected[0]);
        ExpectedGain best = row.PolicyOverRandom is { } policy && row.PolicyOverMargin!.Value > 0 ? policy : row.MarginOverRandom;
        string with = $"with {row.Queries.ToString(CultureInfo.InvariantCulture)} queries";
        if (best.Value < Worthwhile)
        {
            return $"Little to gain: {with}, the mean accuracy is expected to be {Points(best.Value)} above that of random labels, {Doubt(best)}.";
        }
        return best == row.MarginOverRandom
            ? $"Take margin: {with}, its mean accuracy is expected to be {Points(best.Value)} above that of random labels, {Doubt(best)}{Policy(row)}."
            : $"Worth it: {with}, the policy's mean accuracy is expected to be {Points(best.Value)} above that of random labels, {Doubt(best)}, "
                + $"and {Points(row.PolicyOverMargin!.Value)} above that of margin.";
    }

    private static string Policy(BudgetAdvice row) => row.PolicyOverMargin is null ? "" : ", and the policy adds nothing to it";

    private static string Doubt(ExpectedGain gain) => gain.Lower > 0 ? "very probably more than nothing" : "though it may be nothing";

    private static string Points(double gain) =>
        (100 * gain).ToString("F1", CultureInfo.InvariantCulture) is var text && text == "-0.0" ? "0.0 points" : $"{text} points";
}
