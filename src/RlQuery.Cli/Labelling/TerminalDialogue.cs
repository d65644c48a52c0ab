using RlQuery.Core.Labelling;

namespace RlQuery.Cli.Labelling;

/// <summary>Asks questions in the terminal, of rows or of pairs.</summary>
internal static class TerminalDialogue
{
    private const string Kept = "the session is kept: go on with --resume";

    /// <summary>Asks until the person quits or nothing is left, and writes what was answered.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="dialogue">The questions.</param>
    /// <param name="view">Shows them.</param>
    /// <param name="state">The session.</param>
    /// <param name="write">Writes what was answered; called at the end, and whenever nothing is left.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; every answer is stored.</exception>
    public static void Run(Terminal terminal, LabellingSession dialogue, ILabelView view, LabellingState state, Action write)
    {
        ICommandSource commands = terminal.ReadKey is { } readKey ? new KeyCommands(terminal, readKey) : new LineCommands(terminal);
        bool isAtEnd;
        try
        {
            isAtEnd = new LabelDialogue(terminal, dialogue, view, commands, write).Run();
        }
        catch (OperationCanceledException)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(Kept);
            throw;
        }
        write();
        if (!isAtEnd)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(Kept);
            view.ShowProgress(state);
        }
    }
}
