using System.CommandLine;

namespace RlQuery.Cli.Labelling;

/// <summary><c>rlquery session import</c>: stores labels that were given elsewhere.</summary>
internal sealed class ImportSubverb : Verb
{
    private readonly SessionOptions _session = new();
    private readonly Argument<string> _file = new("FILE")
    {
        Description = $"Label Studio's export (.json), .jsonl as 'rlquery session export' writes it, a table ({PartsHelp.Extensions(columns: true)}), "
            + "or the mask of a picture (.png) whose regions are labelled.",
    };

    private readonly Option<string> _annotator = new("--annotator") { HelpName = "NAME", Description = "Annotator of labels for which the file names none." };

    private readonly Option<string> _control = new("--control")
    {
        HelpName = "NAME",
        Description = "Name of the control of Label Studio whose answers count. Default: the one called as the target column is, else the only one there is.",
    };

    public ImportSubverb(Terminal terminal)
        : base(
            "import", "Store labels that were given elsewhere: all of a file or nothing.",
            "rlquery session import sessions/mine from-label-studio.json",
            "rlquery session import sessions/mine bobs.csv --annotator bob",
            "rlquery session import sessions/mine from-label-studio.json --control sentiment",
            "rlquery session import sessions/streets masks/0001TP_006690.png")
    {
        _session.AddTo(this);
        Add(_file);
        Add(_annotator);
        Add(_control);
        SetAction(parsed => SessionExchange.Import(
            _session.Read(parsed) with { Annotator = parsed.GetValue(_annotator) }, parsed.GetRequiredValue(_file), parsed.GetValue(_control), terminal));
    }
}
