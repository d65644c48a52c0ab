using RlQuery.Core;
using RlQuery.Core.Labelling;

namespace RlQuery.Cli.Labelling;

/// <summary>Question and answer until the person quits. Where no row is left, what was said can still be taken back or corrected.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="session">The session.</param>
/// <param name="view">Shows the questions.</param>
/// <param name="commands">Where the answers come from.</param>
/// <param name="ended">What is done, once for each time, when no row is left, before anything is waited for.</param>
internal sealed class LabelDialogue(Terminal terminal, LabellingSession session, QuestionView view, ICommandSource commands, Action ended)
{
    /// <returns>Whether no row was left to label when it ended.</returns>
    /// <exception cref="InvalidInputException">A line of a script is no command.</exception>
    public bool Run()
    {
        bool shown = false;
        while (true)
        {
            Question? question = session.Ask(terminal.Cancellation);
            var keys = new ClassKeys(session.State.Classes, session.State.Form.Kind, atEnd: question is null);
            if (!shown)
            {
                Show(question, keys);
                shown = true;
            }
            try
            {
                LabelCommand command = commands.Read(keys);
                if (command is LabelCommand.Quit)
                {
                    return question is null;
                }
                if (command is LabelCommand.ShowClasses)
                {
                    view.ShowClasses(question, session.State, keys);
                    continue;
                }
                if (question is null && command is LabelCommand.Answer or LabelCommand.Skip && !commands.MayAnswerAgain)
                {
                    // A script that has more answers than there are rows has said all that there is to say.
                    terminal.Notes(["no row is left for the next answer; it was not used, nor are those behind it"]);
                    return true;
                }
                terminal.Output.WriteLine(PlainText.OneLine(Do(command, question?.Row)));
                shown = false;
            }
            catch (InvalidInputException refused) when (commands.MayAnswerAgain)
            {
                terminal.Output.WriteLine(string.Join('\n', refused.Faults));
            }
        }
    }

    private void Show(Question? question, ClassKeys keys)
    {
        if (question is not null)
        {
            view.Show(question, session.State, keys, session.InReview is not null);
            return;
        }
        ended();
        view.ShowEnd(session.State, keys);
    }

    // Null where something was said, by whomever.
    private string? NothingToUndo() =>
        session.State.Said.Any() || session.State.Imports.Count > 0 ? null : session.State.FaultOf(new LastUndone());

    /// <summary>Runs the command; it is stored before anything is printed.</summary>
    private string Do(LabelCommand command, int? row)
    {
        switch (command)
        {
            case LabelCommand.Answer or LabelCommand.Skip when row is null:
                throw new InvalidInputException("no row is left to label; take back, correct or quit");
            case LabelCommand.Answer(string name):
                string settled = session.InReview is null ? "" : " (settled)";
                session.Answer(name);
                return $"row {row} = {session.State.Form.Normalize(name)}{settled}";
            case LabelCommand.Skip:
                string passed = session.InReview is not null || session.InSkipped is not null ? "left as it is" : "skipped";
                session.Skip();
                return $"row {row} {passed}";
            case LabelCommand.Correct(int earlier, string name):
                session.Correct(earlier, name);
                return $"row {earlier} = {session.State.Form.Normalize(name)} (corrected)";
            case LabelCommand.AddClass(string name):
                session.AddClass(name);
                return $"class {name} added";
            case LabelCommand.Undo when !commands.MayAnswerAgain && NothingToUndo() is { } nothing:
                // In a script that begins so, the next answer is for the row that is asked for, as it would be without.
                return nothing;
            default:
                session.Undo();
                return "undone";
        }
    }
}
