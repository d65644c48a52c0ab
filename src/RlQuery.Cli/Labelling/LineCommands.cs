using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>Reads a command from each line of the input: for scripts. If no row is left, it waits two seconds for an undo or a correction.</summary>
internal sealed class LineCommands(Terminal terminal) : ICommandSource
{
    // The mark of UTF-8 before the first letter, as editors and PowerShell write it.
    private const char Mark = '\uFEFF';

    // A program that answers through a pipe may wait for the end of the session before it closes the pipe.
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(2);

    private bool _begun;

    public bool MayAnswerAgain => false;

    public LabelCommand Read(ClassKeys keys)
    {
        // Reading blocks: Ctrl+C does not wait for it.
        var line = Task.Run(terminal.Input.ReadLine);
        if (!line.Wait(keys.AtEnd ? LastWait : Timeout.InfiniteTimeSpan, terminal.Cancellation))
        {
            return new TerminalCommand.Quit();
        }
        string? text = _begun ? line.Result : line.Result?.TrimStart(Mark);
        _begun = true;
        return text is null ? new TerminalCommand.Quit() : CommandLines.Parse(text, keys);
    }
}
