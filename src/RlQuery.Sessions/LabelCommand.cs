using RlQuery.Core;
using RlQuery.Core.Labelling;

namespace RlQuery.Sessions;

/// <summary>What a person asks of a labelling session, in the terminal or on the page.</summary>
public abstract record LabelCommand
{
    /// <summary>Labels the row in question.</summary>
    /// <param name="Text">Name of a class, a number or a set of classes; see <see cref="IAnswerForm"/>.</param>
    public sealed record Answer(string Text) : LabelCommand;

    /// <summary>Labels several rows at once, all of them or none.</summary>
    /// <param name="Answers">Rows and their answers.</param>
    /// <param name="Left">How many others were meant that are other annotators' rows.</param>
    public sealed record AnswerAll(IReadOnlyList<(int Row, string Text)> Answers, int Left = 0) : LabelCommand
    {
        /// <summary>Whether another command answers the same: it may have come twice.</summary>
        /// <param name="other">The other one.</param>
        public bool Equals(AnswerAll? other) => other is not null && Left == other.Left && Answers.SequenceEqual(other.Answers);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Answers.Count, Left);
    }

    /// <summary>Skips the row in question.</summary>
    public sealed record Skip : LabelCommand;

    /// <summary>Takes the last answer back.</summary>
    public sealed record Undo : LabelCommand;

    /// <summary>Gives a row that was answered before another answer.</summary>
    /// <param name="Row">0-based row of the table.</param>
    /// <param name="Text">The answer.</param>
    public sealed record Correct(int Row, string Text) : LabelCommand;

    /// <summary>Notes something of the row in question.</summary>
    /// <param name="Text">The note; empty to take the earlier one away.</param>
    public sealed record Note(string Text) : LabelCommand;

    /// <summary>Adds a class.</summary>
    /// <param name="Class">Its name.</param>
    public sealed record AddClass(string Class) : LabelCommand;

    /// <summary>Takes in labels that were given elsewhere: all of a file or nothing.</summary>
    /// <param name="Read">Reads it, knowing what the session has come to, and says in words what it brings; see <see cref="OpenSession.ReadAnswers"/>.</param>
    public sealed record Import(Func<LabellingState, (IReadOnlyList<LabellingEvent> Events, string Words)> Read) : LabelCommand;

    /// <summary>Runs the command; it is stored when this returns.</summary>
    /// <param name="session">The session.</param>
    /// <param name="row">The row in question; null where none is left.</param>
    /// <returns>What was done, in words.</returns>
    /// <exception cref="InvalidInputException">It is not allowed now; nothing has changed.</exception>
    /// <exception cref="IOException">It could not be stored; nothing has changed.</exception>
    public string Run(LabellingSession session, int? row)
    {
        IAnswerForm form = session.State.Form;
        string called = row is int asked ? session.State.Called(asked) : "";
        switch (this)
        {
            case Answer or Skip or Note when row is null:
                throw new InvalidInputException("no row is left to label; take back, correct or quit");
            case Answer(string name):
                string settled = session.InReview is null ? "" : " (settled)";
                session.Answer(name);
                return $"{called} = {form.Normalize(name)}{settled}";
            case AnswerAll(var answers, int left):
                (int answered, int corrected) = session.AnswerAll(answers);
                string others = left == 0 ? "" : $", left to others {left}";
                return $"answered {answered}, corrected {corrected}, as before {answers.Count - answered - corrected}{others}";
            case Skip:
                string passed = session.InReview is not null || session.InSkipped is not null ? "left as it is" : "skipped";
                session.Skip();
                return $"{called} {passed}";
            case Correct(int earlier, string name):
                session.Correct(earlier, name);
                return $"{session.State.Called(earlier)} = {form.Normalize(name)} (corrected)";
            case Note(string text):
                session.Note(row!.Value, text);
                return $"{called}: {(text.Trim().Length == 0 ? "no note" : "noted")}";
            case AddClass(string name):
                session.AddClass(name);
                return $"class {name} added";
            case Import import:
                (IReadOnlyList<LabellingEvent> events, string words) = import.Read(session.State);
                session.Import(events);
                return words;
            case Undo:
                session.Undo();
                return "undone";
            default:
                throw new ArgumentException($"{GetType().Name} asks nothing of a session", nameof(session));
        }
    }
}
