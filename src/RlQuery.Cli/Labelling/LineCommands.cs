namespace RlQuery.Cli.Labelling;

/// <summary>Reads a command from each line of the input: for scripts.</summary>
internal sealed class LineCommands(Terminal terminal) : ICommandSource
{
    public bool MayAnswerAgain => false;

    public LabelCommand Read(ClassKeys keys)
    {
        // Reading blocks: Ctrl+C does not wait for it.
        var line = Task.Run(terminal.Input.ReadLine);
        line.Wait(terminal.Cancellation);
        return line.Result is { } text ? CommandLines.Parse(text, keys) : new LabelCommand.Quit();
    }
}
