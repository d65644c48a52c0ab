using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Labelling.Logged;

/// <summary>A session whose questions can be evaluated: with what it was begun, and what happened.</summary>
/// <param name="Name">Its name in faults, such as its folder.</param>
/// <param name="Table">The table.</param>
/// <param name="Strategy">Who chose.</param>
/// <param name="Learner">The learner that was fitted to the labelled rows.</param>
/// <param name="Budget">Number of queries that the strategy was made for.</param>
/// <param name="Seed">Seed of the session.</param>
/// <param name="HeldBack">Rows that are held back; see <see cref="HeldBackRows"/>.</param>
/// <param name="Classes">Classes that were named at the beginning; see <see cref="LabellingTable.Begin"/>.</param>
/// <param name="Events">What happened, in order.</param>
public sealed record LoggedSession(
    string Name, LabellingTable Table, IQueryStrategy Strategy, ILearnerFactory Learner, int Budget, ulong Seed, IReadOnlySet<int> HeldBack,
    IReadOnlyList<string> Classes, IReadOnlyList<LabellingEvent> Events)
{
    /// <summary>The state at the end.</summary>
    public LabellingState End => field ??= Replay();

    /// <summary>Whether questions were drawn from several rows, so that their probabilities say something of other policies.</summary>
    public bool IsExplored => Events.Any(next => next is QuestionAsked { Among.Rows.Count: > 1 });

    /// <summary>Held-back rows with an answer, ascending: rewards are measured on them.</summary>
    public int[] Measuring => [.. HeldBack.Where(row => End.Answers[row] is not null).Order()];

    /// <summary>Number of questions that were drawn by lot and answered or skipped.</summary>
    public int Answered => Events.Count(IsAnswered);

    /// <summary>Whether something is a question that was drawn by lot, and in the end answered or skipped.</summary>
    internal bool IsAnswered(LabellingEvent next) =>
        next is QuestionAsked { Among: not null, Row: int row } && (End.Answers[row] is not null || End.Skipped.Contains(row));

    private LabellingState Replay()
    {
        LabellingState state = Table.Begin(Classes);
        foreach (LabellingEvent next in Events)
        {
            state.Apply(next);
        }
        return state;
    }
}
