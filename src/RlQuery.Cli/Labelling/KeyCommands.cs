using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>Reads commands key by key; longer input is asked for on its own line, which Escape cancels.</summary>
internal sealed class KeyCommands(Terminal terminal, Func<CancellationToken, ConsoleKeyInfo> readKey) : ICommandSource
{
    public bool MayAnswerAgain => true;

    public LabelCommand Read(ClassKeys keys)
    {
        while (true)
        {
            char key = readKey(terminal.Cancellation).KeyChar;
            switch (key)
            {
                case '\r' or '\n' when keys.Proposal is { } proposal:
                    return new LabelCommand.Answer(proposal);
                case ClassKeys.ByName when keys.Kind == TargetKind.Text:
                    if (ReadLine("text: ") is { } typed)
                    {
                        return new LabelCommand.Answer(typed.Trim());
                    }
                    break;
                case ClassKeys.ShowAll when keys.HasClasses:
                    return new TerminalCommand.ShowClasses();
                case 's' or 'u' or 'q':
                    return CommandLines.Parse($":{key}", keys);
                case 'c' when ReadLine(keys.Kind == TargetKind.Link ? "correct (rows and answer): " : "correct (row and label): ") is { } text:
                    return CommandLines.Parse($":c {text}", keys);
                case ClassKeys.ForNote when !keys.AtEnd && ReadLine("note: ") is { } text:
                    return new LabelCommand.Note(text);
                case 'n' when keys.CanGrow && ReadLine("name of the new class: ") is { } text:
                    return CommandLines.Parse($":n {text}", keys);
                case ClassKeys.ByName when keys.CanGrow && ReadLine("class: ") is { } text:
                    return CommandLines.ByName(text, keys);
                case var digit when keys.BeginsNumber(digit):
                    if (ReadLine("number: ", digit) is { } number)
                    {
                        return new LabelCommand.Answer(number.Trim());
                    }
                    break;
                default:
                    if (keys.ClassOf(key) is { } name)
                    {
                        return new LabelCommand.Answer(name);
                    }
                    if (!char.IsControl(key))
                    {
                        throw new InvalidInputException($"key: {key} does nothing here; use one of those in brackets");
                    }
                    break;
            }
        }
    }

    private string? ReadLine(string prompt, char? first = null)
    {
        terminal.Output.Write(prompt);
        var text = new StringBuilder();
        if (first is char typed)
        {
            text.Append(typed);
            terminal.Output.Write(typed);
        }
        while (true)
        {
            ConsoleKeyInfo pressed = readKey(terminal.Cancellation);
            if (pressed.Key is ConsoleKey.Enter or ConsoleKey.Escape)
            {
                terminal.Output.WriteLine();
                return pressed.Key == ConsoleKey.Enter ? text.ToString() : null;
            }
            if (pressed.Key == ConsoleKey.Backspace && text.Length > 0)
            {
                text.Length--;
                terminal.Output.Write("\b \b");
            }
            else if (!char.IsControl(pressed.KeyChar))
            {
                text.Append(pressed.KeyChar);
                terminal.Output.Write(pressed.KeyChar);
            }
        }
    }
}
