using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>Stores a question together with its answer, in one transaction: a question alone tells nothing that would be missed.</summary>
/// <param name="file">Where to.</param>
internal sealed class SharedLog(ILabellingLog file) : ILabellingLog
{
    private readonly List<LabellingEvent> _questions = [];

    /// <summary>Events that were stored and that nobody has taken.</summary>
    public List<LabellingEvent> Stored { get; } = [];

    /// <inheritdoc/>
    public void Append(params IReadOnlyList<LabellingEvent> next)
    {
        if (next.All(one => one is QuestionAsked))
        {
            _questions.AddRange(next);
            return;
        }
        // Where they cannot be stored, the questions wait for the next attempt.
        LabellingEvent[] all = [.. _questions, .. next];
        file.Append(all);
        _questions.Clear();
        Stored.AddRange(all);
    }
}
