namespace RlQuery.Annotators.Joining;

/// <summary>The class that most annotators name. Where two are named equally often, there is none.</summary>
public sealed class MajorityJoin : IAnswerJoin
{
    /// <inheritdoc/>
    public JoinedAnswers Join(IReadOnlyList<IReadOnlyList<int?>> answers, IReadOnlyList<int?> given, int classes) =>
        new([.. answers.Select(said => Of(said, classes))]);

    private static int? Of(IReadOnlyList<int?> said, int classes)
    {
        int[] votes = new int[classes];
        foreach (int answer in said.OfType<int>())
        {
            votes[answer]++;
        }
        int most = votes.Max();
        return most > 0 && votes.Count(count => count == most) == 1 ? Array.IndexOf(votes, most) : null;
    }
}
