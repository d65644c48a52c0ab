using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>Gathers the events of several commands, to store them in one transaction.</summary>
/// <remarks>A question is stored together with an answer: alone, it tells nothing that would be missed.</remarks>
/// <param name="file">Where to.</param>
internal sealed class SharedLog(ILabellingLog file) : ILabellingLog
{
    private readonly List<LabellingEvent> _gathered = [];

    /// <inheritdoc/>
    public void Append(params IReadOnlyList<LabellingEvent> next) => _gathered.AddRange(next);

    /// <summary>Stores what was gathered, all or nothing.</summary>
    /// <returns>What was stored.</returns>
    /// <exception cref="IOException">It could not be stored, and is still gathered.</exception>
    public IReadOnlyList<LabellingEvent> Store()
    {
        if (_gathered.All(one => one is QuestionAsked))
        {
            return [];
        }
        LabellingEvent[] all = [.. _gathered];
        file.Append(all);
        _gathered.Clear();
        return all;
    }

    /// <summary>Gives up what was gathered.</summary>
    public void Forget() => _gathered.Clear();
}
