using RlQuery.Core.Labelling;
using RlQuery.Core.Queries;

namespace RlQuery.Sessions.Shared;

/// <summary>Chooses what is asked for next, and while nobody answers what would be asked for after each likely answer. Not thread-safe.</summary>
/// <param name="questions">Who chooses.</param>
internal sealed class RowChoice(IQuestionsAhead questions)
{
    private const int MostForeseen = 3;
    private const float Likely = 0.1f;

    private readonly Dictionary<string, IReadOnlyList<Question>> _foreseen = [];
    private int _row = -1;

    /// <summary>The rows that follow from what has happened.</summary>
    /// <param name="state">The session.</param>
    /// <param name="told">What has happened since the last time.</param>
    /// <param name="wanted">How many; one alone is the very row that the terminal asks for.</param>
    /// <param name="cancel">Gives up.</param>
    public ChosenRows Next(LabellingState state, IReadOnlyList<LabellingEvent> told, int wanted, CancellationToken cancel)
    {
        IReadOnlyList<Question>? known = wanted == 1 && AnswerIn(told) is { } answer ? _foreseen.GetValueOrDefault(answer) : null;
        _foreseen.Clear();
        return known is not null ? new ChosenRows(known, null, wanted) : ChosenRows.Of(questions, state, wanted, cancel);
    }

    /// <summary>Foresees what follows from the likely answers to the row that is asked for, the likeliest first.</summary>
    /// <param name="state">The session; it is as before afterwards, but that the row waits for its answer.</param>
    /// <param name="chosen">What was chosen last.</param>
    /// <param name="cancel">Gives up; what was foreseen until then holds.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Foresee(LabellingState state, ChosenRows chosen, CancellationToken cancel)
    {
        if (chosen is not { Wanted: 1, Waiting: null, Next: [{ Expected.Probabilities: { } shares, Among: null } asked] } || !state.Form.HasClasses)
        {
            return;
        }
        _row = asked.Row;
        int[] likely = [.. Enumerable.Range(0, Math.Min(shares.Count, state.Classes.Count)).Where(place => shares[place] >= Likely)];
        foreach (int place in likely.OrderByDescending(place => shares[place]).Take(MostForeseen))
        {
            string answer = state.Classes[place];
            if (state.FaultOf(new QuestionAsked(_row)) is not null || state.Form.FaultOf(answer, state.Classes) is not null)
            {
                return;
            }
            state.Apply(new QuestionAsked(_row));
            state.Apply(new RowLabelled(_row, answer));
            try
            {
                _foreseen[answer] = questions.Ahead(state, 1, cancel);
            }
            finally
            {
                state.Apply(new LastUndone());
            }
        }
    }

    // The answer to the row that was asked for, where nothing else has happened.
    private string? AnswerIn(IReadOnlyList<LabellingEvent> told) => told switch
    {
        [RowLabelled(int row, string answer)] when row == _row => answer,
        [QuestionAsked(int asked) { Among: null }, RowLabelled(int row, string answer)] when asked == _row && row == _row => answer,
        _ => null,
    };
}
