using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>Question and answer until the person quits. Where no row is left, what was said can still be taken back or corrected.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="session">The session.</param>
/// <param name="view">Shows the questions.</param>
/// <param name="commands">Where the answers come from.</param>
/// <param name="ended">What is done, once for each time, when no row is left, before anything is waited for.</param>
internal sealed class LabelDialogue(Terminal terminal, LabellingSession session, ILabelView view, ICommandSource commands, Action ended)
{
    /// <returns>Whether no row was left to label when it ended.</returns>
    /// <exception cref="InvalidInputException">A line of a script is no command.</exception>
    public bool Run()
    {
        bool shown = false;
        while (true)
        {
            Question? question = session.Ask(terminal.Cancellation);
            ClassKeys keys = view.KeysOf(session.State, question);
            if (!shown)
            {
                Show(question, keys);
                shown = true;
            }
            try
            {
                LabelCommand command = commands.Read(keys);
                if (command is TerminalCommand.Quit)
                {
                    return question is null;
                }
                if (command is TerminalCommand.ShowClasses)
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

    // In a script that begins so, the next answer is for the row that is asked for, as it would be without. It is stored before anything is printed.
    private string Do(LabelCommand command, int? row) =>
        command is LabelCommand.Undo && !commands.MayAnswerAgain && NothingToUndo() is { } nothing ? nothing : command.Run(session, row);
}
