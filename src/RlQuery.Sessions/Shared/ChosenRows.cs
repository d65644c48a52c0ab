using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>Rows that were chosen ahead.</summary>
/// <param name="Next">Rows that nobody had answered, in the order of asking.</param>
/// <param name="Waiting">The row that waits for an answer, explained; null if there is none.</param>
/// <param name="Wanted">How many were asked for; fewer are there if no more are left.</param>
internal sealed record ChosenRows(IReadOnlyList<Question> Next, Question? Waiting, int Wanted)
{
    /// <summary>Chooses them.</summary>
    /// <param name="questions">Who chooses.</param>
    /// <param name="state">The session.</param>
    /// <param name="wanted">How many; one alone is the very row that the terminal asks for.</param>
    /// <param name="cancel">Gives up.</param>
    public static ChosenRows Of(IQuestionsAhead questions, LabellingState state, int wanted, CancellationToken cancel)
    {
        Question? waiting = state.Pending is int row ? questions.Explain(state, row, cancel) : null;
        return new ChosenRows(questions.Ahead(state, wanted, cancel), waiting, wanted);
    }
}
