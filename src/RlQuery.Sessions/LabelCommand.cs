using RlQuery.Core;
using RlQuery.Core.Labelling;

namespace RlQuery.Sessions;

/// <summary>What a person asks of a labelling session, in the terminal or on the page.</summary>
public abstract record LabelCommand
{
    /// <summary>Labels the row in question.</summary>
    /// <param name="Text">Name of a class, a number or a set of classes; see <see cref="IAnswerForm"/>.</param>
    public sealed record Answer(string Text) : LabelCommand;

    /// <summary>Skips the row in question.</summary>
    public sealed record Skip : LabelCommand;

    /// <summary>Takes the last answer back.</summary>
    public sealed record Undo : LabelCommand;

    /// <summary>Gives a row that was answered before another answer.</summary>
    /// <param name="Row">0-based row of the table.</param>
    /// <param name="Text">The answer.</param>
    public sealed record Correct(int Row, string Text) : LabelCommand;

    /// <summary>Adds a class.</summary>
    /// <param name="Class">Its name.</param>
    public sealed record AddClass(string Class) : LabelCommand;

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
            case Answer or Skip when row is null:
                throw new InvalidInputException("no row is left to label; take back, correct or quit");
            case Answer(string name):
                string settled = session.InReview is null ? "" : " (settled)";
                session.Answer(name);
                return $"{called} = {form.Normalize(name)}{settled}";
            case Skip:
                string passed = session.InReview is not null || session.InSkipped is not null ? "left as it is" : "skipped";
                session.Skip();
                return $"{called} {passed}";
            case Correct(int earlier, string name):
                session.Correct(earlier, name);
                return $"{session.State.Called(earlier)} = {form.Normalize(name)} (corrected)";
            case AddClass(string name):
                session.AddClass(name);
                return $"class {name} added";
            case Undo:
                session.Undo();
                return "undone";
            default:
                throw new ArgumentException($"{GetType().Name} asks nothing of a session", nameof(session));
        }
    }
}
