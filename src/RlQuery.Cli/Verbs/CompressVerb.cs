using System.CommandLine;
using RlQuery.Cli.Compressing;
using RlQuery.Core;
using RlQuery.Studies;
using RlQuery.Studies.Compression;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery compress</c>: makes a large model of texts into small ones.</summary>
internal sealed class CompressVerb : Verb
{
    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: true)}) with one column of texts beside the target; rows without a label teach, too.",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new();
    private readonly Option<string> _holdout = new("--holdout")
    {
        HelpName = "N",
        Description = "Labelled rows that nobody learns from, to measure on. Default: a fifth of them.",
    };

    private readonly Option<string> _labels = new("--labels")
    {
        HelpName = "N",
        Description = "The most labels that are told; the others are hidden, as if nobody had given them. Default: all that are not held out.",
    };

    private readonly Option<string> _seeds = new("--seeds")
    {
        HelpName = "FIRST-LAST",
        Description = "Seeds, each of which holds out other rows. Default: 0-4.",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "New folder for the small models and for compression.csv, which says what each costs.",
    };

    public CompressVerb(Terminal terminal)
        : base(
            "compress", "Make a large model of texts into small ones that it teaches, and say what each costs.",
            "rlquery compress --data mine.csv --target label --encoder minilm+arctic-xs --out runs/small",
            "rlquery compress predict --model runs/small/n-grams.student --data new.csv --out predicted.csv")
    {
        foreach (Option option in (Option[])[_data, _target, _header, _schema, .. _encoders.All, _holdout, _labels, _seeds, _out])
        {
            Add(option);
        }
        Add(new PredictSubverb(terminal));
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        SeedRange? seeds = parsed.GetValue(_seeds) is string text ? SeedRange.Parse(text, faults) : null;
        var options = new CompressionOptions
        {
            Data = parsed.GetRequiredValue(_data),
            Out = parsed.GetRequiredValue(_out),
            Target = parsed.GetValue(_target),
            Header = HeaderOption.Parse(parsed.GetValue(_header), faults),
            Schema = parsed.GetValue(_schema),
            Parts = parts,
            Featurizer = _encoders.Read(parsed, parts, terminal, faults),
            Holdout = faults.Whole("holdout", parsed.GetValue(_holdout), Limits.Compressed),
            Labels = faults.Whole("labels", parsed.GetValue(_labels), Limits.Compressed),
            FirstSeed = seeds?.First,
            Seeds = seeds?.Count,
        };
        faults.ThrowIfAny();
        using var study = CompressionStudy.Open(options);
        CompressionResults results = study.Run(new ProgressDisplay(terminal), terminal.Cancellation);
        terminal.Notes(results.Notes);
        terminal.Write(CompressionTables.Costs(results, [.. results.Models.Select(model => TextSpeed.Of(model, results.Texts))]));
        terminal.Output.WriteLine($"{results.Folder}: the small models, taught by all labels that are told");
    }
}
