using RlQuery.Core.Statistics.Credibility;

namespace RlQuery.Annotators.Joining;

/// <summary>
/// The most probable class by how credible each annotator is of each class, estimated from where they agree and from the rows whose class is known:
/// <see cref="DawidSkene"/>.
/// </summary>
public sealed class CredibilityJoin : IAnswerJoin
{
    /// <inheritdoc/>
    public JoinedAnswers Join(IReadOnlyList<IReadOnlyList<int?>> answers, IReadOnlyList<int?> given, int classes)
    {
        IEnumerable<Vote> votes = answers.SelectMany((said, row) => said.Select((label, annotator) => (label, annotator))
            .Where(one => one.label is not null).Select(one => new Vote(row, one.annotator, one.label!.Value)));
        var known = given.Index().Where(one => one.Item is not null).ToDictionary(one => one.Index, one => one.Item!.Value);
        CredibilityModel model = DawidSkene.Fit(new Votes(answers.Count, answers[0].Count, classes, votes, known));
        // A row of which nobody said anything has the shares of the classes, which are no answer.
        int?[] labels = [.. answers.Select((said, row) => said.Any(label => label is not null) ? model.Label(row) : (int?)null)];
        return new JoinedAnswers(labels)
        {
            Probabilities = [.. labels.Select((label, row) => label is int own ? model.Probabilities(row)[own] : (double?)null)],
            Credibility = [.. answers[0].Select((_, annotator) => model.Accuracy(annotator))],
        };
    }
}
