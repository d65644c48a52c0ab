namespace RlQuery.Core.Statistics;

/// <summary>The one place where a test becomes a word.</summary>
public static class Verdicts
{
    /// <summary>p-values below it are significant, in every table, figure and report.</summary>
    public const double Level = 0.05;

    /// <summary>The verdict of a test.</summary>
    /// <param name="difference">The difference whose sign is claimed; the higher the better.</param>
    /// <param name="pValue">Its p-value, corrected where several tests stand side by side; NaN where none could be made.</param>
    public static Verdict Of(double difference, double pValue) => pValue < Level ? (Verdict)Math.Sign(difference) : Verdict.NotShown;

    /// <summary>The verdict in words: <c>better</c>, <c>worse</c> or <c>not shown</c>.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Words(this Verdict verdict) => verdict switch
    {
        Verdict.Better => "better",
        Verdict.Worse => "worse",
        _ => "not shown",
    };
}
