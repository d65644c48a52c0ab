using System.CommandLine;

namespace RlQuery.Cli.Labelling;

/// <summary>What the subverbs of <c>rlquery session</c> have in common.</summary>
internal sealed class SessionOptions
{
    private readonly Argument<string> _session = new("SESSION") { Description = "Folder of the session." };
    private readonly Option<string> _data = new("--data") { HelpName = "FILE", Description = "Where the session's table is, if it was moved." };

    public void AddTo(Command command)
    {
        command.Add(_session);
        command.Add(_data);
    }

    /// <summary>What is asked of the session.</summary>
    public LabelRequest Read(ParseResult parsed) => LabelRequest.OfBegun(parsed.GetRequiredValue(_session), parsed.GetValue(_data), PartsOption.Read(parsed));
}
