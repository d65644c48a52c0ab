using RlQuery.Core;
using RlQuery.Core.Labelling;

namespace RlQuery.Cli.Labelling;

/// <summary>Question and answer until the person quits or no row is left.</summary>
internal sealed class LabelDialogue(Terminal terminal, LabellingSession session, QuestionView view, ICommandSource commands)
{
    public void Run()
    {
        bool shown = false;
        while (session.Ask(terminal.Cancellation) is { } question)
        {
            int row = question.Row;
            var keys = new ClassKeys(session.State.Classes, session.State.Form.Kind);
            if (!shown)
            {
                view.Show(question, session.State, keys, session.InReview is not null);
                shown = true;
            }
            try
            {
                LabelCommand command = commands.Read(keys);
                if (command is LabelCommand.Quit)
                {
                    return;
                }
                terminal.Output.WriteLine(PlainText.OneLine(Do(command, row)));
                shown = false;
            }
            catch (InvalidInputException refused) when (commands.MayAnswerAgain)
            {
                terminal.Output.WriteLine(string.Join('\n', refused.Faults));
            }
        }
    }

    /// <summary>Runs the command; it is stored before anything is printed.</summary>
    private string Do(LabelCommand command, int row)
    {
        switch (command)
        {
            case LabelCommand.Answer(string name):
                string settled = session.InReview is null ? "" : " (settled)";
                session.Answer(name);
                return $"row {row} = {session.State.Form.Normalize(name)}{settled}";
            case LabelCommand.Skip:
                string passed = session.InReview is null ? "skipped" : "left as it is";
                session.Skip();
                return $"row {row} {passed}";
            case LabelCommand.Correct(int earlier, string name):
                session.Correct(earlier, name);
                return $"row {earlier} = {session.State.Form.Normalize(name)} (corrected)";
            case LabelCommand.AddClass(string name):
                session.AddClass(name);
                return $"class {name} added";
            default:
                session.Undo();
                return "undone";
        }
    }
}
