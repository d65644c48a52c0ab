using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>What a person asks of the terminal alone.</summary>
internal abstract record TerminalCommand : LabelCommand
{
    public sealed record ShowClasses : TerminalCommand;

    public sealed record Quit : TerminalCommand;
}
