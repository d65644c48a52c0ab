namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>What several annotators said of the rows of a table before, and how long they took.</summary>
/// <param name="Rows">What was said, row by row; each row once.</param>
/// <param name="Times">Rows and the seconds that an answer to them took.</param>
public sealed record AnswerHistory(IReadOnlyList<RecordedAnswers> Rows, IReadOnlyList<(int Row, double Seconds)> Times)
{
    /// <summary>After so many seconds without an answer, an annotator is taken to have paused.</summary>
    public const double Pause = 300;

    /// <summary>Nothing was said.</summary>
    public static AnswerHistory None { get; } = new([], []);

    /// <summary>The share of questions that annotators left aside, in [0, 1].</summary>
    public double SkipShare
    {
        get
        {
            int skipped = Rows.Sum(row => row.Skipped);
            return skipped == 0 ? 0 : (double)skipped / (skipped + Rows.Sum(row => row.Answers.Count));
        }
    }

    /// <summary>What a session holds. Times are those between two answers of one annotator, where the imported answers have times.</summary>
    /// <param name="state">The session.</param>
    public static AnswerHistory Of(LabellingState state)
    {
        Dictionary<string, int> places = ClassAnswers.Places(state.Classes);
        int[] said = [.. state.Said];
        RecordedAnswers[] rows =
        [
            .. said.Select(row => (Row: row, Opinions: state.OpinionsOf(row))).Select(one => new RecordedAnswers(
                one.Row, [.. one.Opinions.Select(opinion => opinion.Answer).OfType<string>().Select(answer => places[answer])],
                one.Opinions.Count(opinion => opinion.Answer is null))).Where(row => row.Answers.Count > 0),
        ];
        return new AnswerHistory(rows, [.. said.SelectMany(row => state.OpinionsOf(row).Where(one => one.At is not null).Select(one => (Row: row, Said: one)))
            .GroupBy(one => one.Said.By).SelectMany(own => Gaps([.. own.Select(one => (one.Row, one.Said.At!.Value))]))]);
    }

    /// <summary>Both together; where both tell of a row, what this one says of it counts.</summary>
    /// <param name="other">What else is known.</param>
    public AnswerHistory With(AnswerHistory other)
    {
        HashSet<int> own = [.. Rows.Select(row => row.Row)];
        return new AnswerHistory([.. Rows, .. other.Rows.Where(row => !own.Contains(row.Row))], [.. Times, .. other.Times]);
    }

    private static IEnumerable<(int Row, double Seconds)> Gaps((int Row, DateTimeOffset At)[] answers)
    {
        (int Row, DateTimeOffset At)[] sorted = [.. answers.OrderBy(one => one.At).ThenBy(one => one.Row)];
        return sorted.Skip(1).Zip(sorted, (later, before) => (later.Row, (later.At - before.At).TotalSeconds))
            .Where(gap => gap.TotalSeconds is > 0 and <= Pause);
    }
}
