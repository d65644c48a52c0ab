using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>How long an answer takes: a decision, and the time to read the row.</summary>
/// <param name="Base">Seconds of every answer, above 0.</param>
/// <param name="PerWord">Seconds for each word of the row, at least 0.</param>
/// <remarks>
/// Sources of the defaults: 238 words a minute, M. Brysbaert, "How Many Words Do We Read per Minute? A Review and Meta-Analysis of Reading Rate" (2019); a
/// mental preparation of 1.35 s and a keystroke of 0.20 s, S. K. Card, T. P. Moran and A. Newell, "The Keystroke-Level Model for User Performance Time with
/// Interactive Systems" (1980).
/// </remarks>
public sealed record AnswerSeconds(double Base, double PerWord)
{
    /// <summary>So many timed answers are needed for a fit.</summary>
    public const int FewestTimes = 10;

    private const double WordsPerMinute = 238;
    private const double Preparation = 1.35;
    private const double Keystroke = 0.20;
    private const double Least = 0.1;

    /// <summary>What is expected before anybody was timed.</summary>
    public static AnswerSeconds Default { get; } = new(Preparation + Keystroke, 60 / WordsPerMinute);

    /// <summary>The expected time.</summary>
    /// <param name="words">Words of the row.</param>
    public double Of(int words) => Base + (PerWord * words);

    /// <summary>Least squares without negative coefficients.</summary>
    /// <param name="times">Words and seconds of each answer.</param>
    /// <returns>Null with too few times.</returns>
    public static AnswerSeconds? Fit(IReadOnlyList<(int Words, double Seconds)> times)
    {
        if (times.Count < FewestTimes)
        {
            return null;
        }
        double words = times.Average(one => (double)one.Words);
        double seconds = times.Average(one => one.Seconds);
        double spread = times.Sum(one => (one.Words - words) * (one.Words - words));
        double slope = spread > 0 ? Math.Max(0, times.Sum(one => (one.Words - words) * (one.Seconds - seconds)) / spread) : 0;
        if (seconds - (slope * words) >= Least)
        {
            return new AnswerSeconds(seconds - (slope * words), slope);
        }
        // The line through the origin, but for the least time of all.
        double squares = times.Sum(one => (double)one.Words * one.Words);
        return new AnswerSeconds(Least, Math.Max(0, times.Sum(one => one.Words * (one.Seconds - Least)) / squares));
    }

    /// <summary>The words of a row: those between spaces, in all cells but the target's.</summary>
    /// <param name="cells">The table.</param>
    /// <param name="target">Its target column.</param>
    /// <param name="row">0-based row.</param>
    public static int WordsOf(Table cells, int target, int row) => cells.Columns.Where((_, column) => column != target)
        .Sum(column => column.RawOf(row).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
}
