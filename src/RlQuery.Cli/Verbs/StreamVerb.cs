using System.CommandLine;
using RlQuery.Cli.Streaming;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery stream</c>: items come one by one; ask for the label or let go, within a rate.</summary>
internal sealed class StreamVerb : Verb
{
    public StreamVerb(Terminal terminal)
        : base(
            "stream", "Ask for labels of items that come one by one, within a rate.",
            "rlquery stream evaluate --stream sea-sudden --out runs/streams")
    {
        Add(new StreamEvaluateSubverb(terminal));
        SetAction(parsed => parsed.RootCommandResult.Command.Parse("stream --help").Invoke(
            new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error }));
    }
}
