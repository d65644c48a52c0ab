using System.CommandLine;
using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Embeddings.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using CellTable = RlQuery.Core.Data.Table;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery embed</c>: writes a table as the numbers that learners see.</summary>
internal sealed class EmbedVerb : Verb
{
    private const string None = "none";

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: true)}).",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"New file; its extension says what it is: {string.Join(", ", NumericTableFile.Extensions)}.",
    };

    private readonly Option<string> _target = new("--target")
    {
        HelpName = "COLUMN",
        Description = $"Target column, by name or index, which is copied and not embedded; {None} where there is none. "
            + "Default: the last, unless it is the only one.",
    };

    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new();

    public EmbedVerb(Terminal terminal)
        : base(
            "embed", "Write a table as numbers: texts and images as pre-trained models see them, the other columns as learners see them.",
            "rlquery embed --data mine.csv --target label --out mine.parquet",
            "rlquery embed --data texts.csv --target none --encoder arctic-xs --out texts.npy")
    {
        foreach (Option option in (Option[])[_data, _out, _target, _header, _schema, .. _encoders.All])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string file = parsed.GetRequiredValue(_out);
        using var taken = OutputLock.Take(file);
        var faults = new Faults();
        if (NumericTableFile.FaultOf(file) is { } fault)
        {
            faults.Add($"out: {fault}");
        }
        else if (File.Exists(file) || Directory.Exists(file))
        {
            faults.Add($"out: {file} exists; name a new file");
        }
        Parts parts = PartsOption.Read(parsed);
        string? named = parsed.GetValue(_target);
        TableSchema? schema = DataSets.ReadSchema(parsed.GetValue(_schema), faults);
        bool? header = HeaderOption.Parse(parsed.GetValue(_header), faults);
        MixedTableFeaturizer featurizer = _encoders.Read(parsed, parts, terminal, faults);
        CellTable? table = faults.Collect(() => TableReader.Read(parsed.GetRequiredValue(_data), named == None ? null : named, parts, header));
        int? target = table is null ? null : faults.Collect<int?>(() => FindTarget(table, named));
        CellTable? features = target is null ? null : faults.Collect(() => TableReader.Features(table!, target.Value, schema));
        faults.ThrowIfAny();

        features = featurizer.WithEncoders(features!, out IReadOnlyList<string> notes);
        FeaturizedTable[] blocks = [.. features.Columns.Select(column => featurizer.Featurize(features with { Columns = [column] }))];
        var numbers = NumericTable.Of(table!, target!.Value, schema, blocks);
        NumericTableFile.Write(file, numbers, FileModes.Of(table!.Source), terminal.Cancellation);
        terminal.Notes([.. features.Notes, .. notes.Union(numbers.Features.Notes).Select(note => $"{features.Source}: {note}")]);
        Tell(terminal, file, features, blocks, numbers);
    }

    // -1 for none.
    private static int FindTarget(CellTable table, string? named) =>
        (named is null && table.Columns.Count == 1) || (named == None && table.Columns.All(column => column.Name != None)) ? -1
            : TableReader.FindTarget(table, named);

    private static void Tell(Terminal terminal, string file, CellTable features, FeaturizedTable[] blocks, NumericTable numbers)
    {
        Spectre.Console.Table told = Tables.Create("features", "column", "kind").Numbers(..1);
        foreach ((int i, Core.Data.TableColumn column) in features.Columns.Index())
        {
            told.Row(
                blocks[i].FeatureNames.Length.ToString(CultureInfo.InvariantCulture), Labelling.PlainText.OneLine(column.Name),
                TableSchema.Describe(column.Kind, column.DateForm, column.Encoder));
        }
        string also = "";
        if (numbers.TargetName is { } name)
        {
            bool held = NumericTableFile.HoldsTarget(file);
            told.Row("-", Labelling.PlainText.OneLine(name), held ? "target" : "target, which a NumPy file does not hold");
            also = held ? " and the target" : "";
        }
        terminal.Write(told);
        terminal.Output.WriteLine(FormattableString.Invariant($"{file}: {numbers.Rows} rows x {numbers.Features.FeatureNames.Length} features{also}"));
    }
}
