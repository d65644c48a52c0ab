using System.CommandLine;

namespace RlQuery.Cli.Labelling;

/// <summary><c>rlquery session import</c>: stores labels that were given elsewhere.</summary>
internal sealed class ImportSubverb : Verb
{
    private readonly SessionOptions _session = new();
    private readonly Argument<string> _file = new("FILE")
    {
        Description = $"Label Studio's export (.json), .jsonl as 'rlquery session export' writes it, or a table ({PartsHelp.Extensions(columns: true)}).",
    };

    private readonly Option<string> _annotator = new("--annotator") { HelpName = "NAME", Description = "Annotator of labels for which the file names none." };

    public ImportSubverb(Terminal terminal)
        : base(
            "import", "Store labels that were given elsewhere: all of a file or nothing.",
            "rlquery session import sessions/mine from-label-studio.json",
            "rlquery session import sessions/mine bobs.csv --annotator bob")
    {
        _session.AddTo(this);
        Add(_file);
        Add(_annotator);
        SetAction(parsed => SessionExchange.Import(
            _session.Read(parsed) with { Annotator = parsed.GetValue(_annotator) }, parsed.GetRequiredValue(_file), terminal));
    }
}
