using RlQuery.Core;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>Where the commands of a labelling session come from.</summary>
internal interface ICommandSource
{
    /// <summary>
    /// Whether the user sees a fault and can answer again. If not, a fault ends the session, so that the next answer does not go to the wrong row.
    /// </summary>
    bool MayAnswerAgain { get; }

    /// <summary>Waits for a command; the end of the input is <see cref="TerminalCommand.Quit"/>.</summary>
    /// <exception cref="InvalidInputException">What came is no command.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    LabelCommand Read(ClassKeys keys);
}
