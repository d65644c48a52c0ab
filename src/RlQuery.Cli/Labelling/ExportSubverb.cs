using System.CommandLine;

namespace RlQuery.Cli.Labelling;

/// <summary><c>rlquery session export</c>: writes the labels of a session, or tasks for Label Studio.</summary>
internal sealed class ExportSubverb : Verb
{
    private readonly SessionOptions _session = new();
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Required = true,
        Description = "The table with the session's labels (.csv, .jsonl), or the rows to label next as tasks for Label Studio (.json, with its labelling "
            + "configuration in .xml).",
    };

    private readonly Option<string> _count = new("--count") { HelpName = "N", Description = "Tasks of a .json file. Default: 100." };
    private readonly Option<string> _policy = new("--policy") { HelpName = "DIR", Description = "Where the session's policy is, if it was moved." };
    private readonly EncoderOptions _encoders = new();
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing file." };

    public ExportSubverb(Terminal terminal)
        : base(
            "export", "Write the labels of a session, or the rows to label next as tasks for Label Studio.",
            "rlquery session export sessions/mine --out labelled.csv",
            "rlquery session export sessions/mine --out tasks.json --count 50")
    {
        _session.AddTo(this);
        foreach (Option option in (Option[])[_out, _count, _policy, _encoders.NoCache, _force])
        {
            Add(option);
        }
        SetAction(parsed => SessionExchange.Export(
            _session.Read(parsed) with { Policy = parsed.GetValue(_policy), Encoding = _encoders.Options(parsed, terminal) },
            parsed.GetRequiredValue(_out), parsed.GetValue(_count), parsed.GetValue(_force), terminal));
    }
}
