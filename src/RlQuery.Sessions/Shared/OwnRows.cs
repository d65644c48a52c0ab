using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>Which of several rows are an annotator's to answer.</summary>
internal static class OwnRows
{
    /// <summary>A command without the rows that others have answered, or have now.</summary>
    /// <param name="command">The command.</param>
    /// <param name="open">The session.</param>
    /// <param name="desk">Whose command it is.</param>
    /// <param name="desks">Everybody's.</param>
    /// <param name="now">The time.</param>
    public static LabelCommand Of(LabelCommand command, OpenSession open, Desk desk, IReadOnlyCollection<Desk> desks, DateTimeOffset now)
    {
        if (command is not LabelCommand.AnswerAll all)
        {
            return command;
        }
        LabellingState state = open.State;
        bool IsOwn(int row) => !state.IsSettled(row) && !desks.Any(other => other != desk && other.Holds(row, now))
            && (open.Overlap.Contains(row) || state.OpinionsOf(row).All(one => one.By == desk.Annotator));
        (int Row, string)[] own = [.. all.Answers.Where(one => IsOwn(one.Row))];
        return new LabelCommand.AnswerAll(own, all.Answers.Count - own.Length);
    }
}
