using RlQuery.Core.Data.Text;
using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling;

/// <summary>A labelling session, which connects a log, a source of questions and an annotator. Nothing counts before it is stored.</summary>
/// <param name="state">What the session has come to.</param>
/// <param name="log">Keeps the events.</param>
/// <param name="questions">Chooses the rows.</param>
/// <param name="annotator">The annotator; null if none is named.</param>
/// <param name="review">Whether rows on which annotators disagree come first, to be settled.</param>
/// <param name="skipped">Whether skipped rows come first, after those to be settled.</param>
/// <remarks>A waiting question goes to the next annotator who has not answered it. Not thread-safe.</remarks>
public sealed class LabellingSession(
    LabellingState state, ILabellingLog log, IQuestionSource questions, string? annotator = null, bool review = false, bool skipped = false)
{
    private readonly HashSet<int> _passedOver = [];

    /// <summary>What the session has come to.</summary>
    public LabellingState State { get; } = state;

    /// <summary>The row to be settled now; null if there is none.</summary>
    public int? InReview => review && State.Conflicts.Where(row => !_passedOver.Contains(row)).Take(1).ToArray() is [int row] ? row : null;

    /// <summary>The skipped row that is asked for again now; null if there is none.</summary>
    public int? InSkipped => skipped && InReview is null && Skipped.Where(row => !_passedOver.Contains(row)).Take(1).ToArray() is [int row] ? row : null;

    /// <summary>Skipped rows that can be asked for again, ascending: those without a label, and those that this annotator skipped.</summary>
    public IEnumerable<int> Skipped => State.Said.Where(row => !State.Follows(row) && (State.Skipped.Contains(row)
        || (!State.IsSettled(row) && State.OpinionsOf(row).Any(one => one.By == annotator && one.Answer is null))));

    private int? Waiting => State.Pending is int row && State.IsOpenFor(row, annotator) ? row : null;

    /// <summary>The current row: one to be settled, or the one that waits for an answer, or else the next, which is stored as asked.</summary>
    /// <param name="cancel">Cancels the choice of the next row; nothing has changed then.</param>
    /// <returns>The row, with the reason; null if none is left.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">It could not be stored.</exception>
    public Question? Ask(CancellationToken cancel = default)
    {
        if (InReview is int settling)
        {
            return new Question(settling, "annotators disagree on it", RowJudgement.None, null);
        }
        if (InSkipped is int again)
        {
            return new Question(again, "it was skipped before", RowJudgement.None, null);
        }
        if (Waiting is int waiting)
        {
            return questions.Explain(State, waiting, cancel);
        }
        Question? next = questions.Next(State, annotator, cancel);
        if (next is not null)
        {
            Happen(new QuestionAsked(next.Row) { Among = next.Among });
        }
        return next;
    }

    /// <summary>Puts a row in question that was chosen elsewhere; it takes the place of one that waits for an answer.</summary>
    /// <param name="chosen">The row.</param>
    /// <exception cref="InvalidInputException">The row is not open for the annotator; nothing has changed.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public void Put(Question chosen) => Happen(new QuestionAsked(chosen.Row) { Among = chosen.Among });

    /// <summary>Labels the row in question.</summary>
    /// <param name="name">Name of a class.</param>
    /// <exception cref="InvalidInputException">No such class, or no question; nothing has changed.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public void Answer(string name) => Happen(
        InReview is int row ? new ConflictSettled(row, name) : InSkipped is int again ? new LabelCorrected(again, name) : new RowLabelled(InQuestion(), name));

    /// <summary>Labels several rows, whichever is in question: those that are open are asked for and answered, others corrected.</summary>
    /// <param name="answers">Rows and their answers.</param>
    /// <returns>How many rows were answered and how many corrected; others have that answer already.</returns>
    /// <exception cref="InvalidInputException">A row or an answer is not allowed; nothing has changed.</exception>
    /// <exception cref="IOException">They could not be stored.</exception>
    public (int Answered, int Corrected) AnswerAll(IReadOnlyList<(int Row, string Answer)> answers)
    {
        foreach ((int row, string answer) in answers)
        {
            if (row < 0 || row >= State.Answers.Count || State.Form.FaultOf(answer, State.Classes) is not null)
            {
                throw new InvalidInputException(
                    State.Form.FaultOf(answer, State.Classes) ?? $"row: {row} is not allowed; use 0..{State.Answers.Count - 1}");
            }
        }
        (int answered, int corrected) = (0, 0);
        foreach ((int row, string answer) in answers)
        {
            if (State.IsOpenFor(row, annotator))
            {
                Happen(new QuestionAsked(row));
                Happen(new RowLabelled(row, answer));
                answered++;
            }
            else if (State.Answers[row] != State.Form.Normalize(answer))
            {
                Happen(new LabelCorrected(row, answer));
                corrected++;
            }
        }
        return (answered, corrected);
    }

    /// <summary>Skips the current row; a row to be settled, or skipped before, is skipped only for now.</summary>
    /// <exception cref="InvalidInputException">No question.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public void Skip()
    {
        if ((InReview ?? InSkipped) is int row)
        {
            _passedOver.Add(row);
            return;
        }
        Happen(new RowSkipped(InQuestion()));
    }

    /// <summary>Undoes the last label, skip, correction, settlement or new class.</summary>
    /// <exception cref="InvalidInputException">There is nothing to undo, or it is another annotator's; nothing has changed.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public void Undo() => Happen(new LastUndone());

    /// <summary>Gives a row that was labelled or skipped another label.</summary>
    /// <param name="row">0-based row of the table.</param>
    /// <param name="name">Name of a class.</param>
    /// <exception cref="InvalidInputException">No such class, or a row without an answer; nothing has changed.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public void Correct(int row, string name) => Happen(new LabelCorrected(row, name));

    /// <summary>Notes something of a row, in place of what this annotator has noted of it before.</summary>
    /// <param name="row">0-based row of the table.</param>
    /// <param name="text">The note; empty to take the earlier one away.</param>
    /// <exception cref="InvalidInputException">No such row, or the text is too long; nothing has changed.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public void Note(int row, string text) => Happen(new RowNoted(row, text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim()));

    /// <summary>Takes in what a file brought, all of it together.</summary>
    /// <param name="brought">Its events; see <see cref="Exchange.SessionImport"/>.</param>
    /// <exception cref="InvalidInputException">One of them cannot happen.</exception>
    /// <exception cref="IOException">They could not be stored; nothing has changed.</exception>
    public void Import(IReadOnlyList<LabellingEvent> brought)
    {
        if (brought.Count > 0)
        {
            log.Append(brought);
        }
        foreach (LabellingEvent next in brought)
        {
            State.Apply(next);
        }
    }

    /// <summary>Adds a class.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidInputException">The name is taken or not allowed; nothing has changed.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public void AddClass(string name)
    {
        // Sessions of version 0.1 may hold such a class. A new one would be read as a missing cell when the table is read again.
        if (CellText.IsMissing(name) && !CellText.IsPlainlyMissing(name))
        {
            throw new InvalidInputException($"class: {CellText.Show(name)} is not allowed; it stands for a missing cell, as ?, NA and null do");
        }
        Happen(new ClassAdded(name));
    }

    private int InQuestion() => Waiting ?? throw new InvalidInputException("no row is in question");

    private void Happen(LabellingEvent next)
    {
        next = next with { By = annotator };
        if (State.FaultOf(next) is { } fault)
        {
            throw new InvalidInputException(fault);
        }
        log.Append(next);
        State.Apply(next);
    }
}
