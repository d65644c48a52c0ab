using System.CommandLine;
using RlQuery.Cli.Labelling;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery session</c>: works with the labels of a session that <c>label</c> has begun, and asks nothing.</summary>
internal sealed class SessionVerb : Verb
{
    public SessionVerb(Terminal terminal)
        : base(
            "session", "Export, import or compare the labels of a session.",
            "rlquery session export sessions/mine --out labelled.csv",
            "rlquery session import sessions/mine from-label-studio.json",
            "rlquery session agreement sessions/mine")
    {
        Add(new ExportSubverb(terminal));
        Add(new ImportSubverb(terminal));
        Add(new AgreementSubverb(terminal));
        SetAction(parsed => parsed.RootCommandResult.Command.Parse("session --help").Invoke(
            new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error }));
    }
}
