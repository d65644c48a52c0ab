namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>What annotators said of a row.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Answers">The class that each named, from 0; at least one.</param>
/// <param name="Skipped">How many left the row aside.</param>
public sealed record RecordedAnswers(int Row, IReadOnlyList<int> Answers, int Skipped)
{
    /// <summary>The share of the pairs of annotators who disagree, in [0, 1]; null with fewer than two answers.</summary>
    public double? Disagreement
    {
        get
        {
            double pairs = Answers.Count * (Answers.Count - 1) / 2.0;
            double same = Answers.GroupBy(answer => answer).Sum(group => group.Count() * (group.Count() - 1) / 2.0);
            return pairs > 0 ? 1 - (same / pairs) : null;
        }
    }
}
