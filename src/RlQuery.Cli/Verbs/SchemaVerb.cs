using System.CommandLine;
using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using CellTable = RlQuery.Core.Data.Table;
using TableColumn = RlQuery.Core.Data.TableColumn;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery schema</c>: shows how the columns of a table are read.</summary>
internal sealed class SchemaVerb : Verb
{
    private const int MostLetters = 60;

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: true)}).",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = Option();
    private readonly EncoderOptions _encoders = new();
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE.json",
        Description = "New file for the schema, to be changed and given by --schema.",
    };

    public SchemaVerb(Terminal terminal)
        : base(
            "schema", "Print what the columns of a table are taken for, and write it down to be changed.",
            "rlquery schema --data mine.csv --target label",
            "rlquery schema --data mine.csv --target label --out mine.schema.json",
            "rlquery query --policy policies/general --data mine.csv --target label --schema mine.schema.json --count 10")
    {
        foreach (Option option in (Option[])[_data, _target, _header, _schema, .. _encoders.All, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    /// <summary>The option by which other verbs take such a file.</summary>
    /// <param name="more">What else to say of it.</param>
    public static Option<string> Option(string more = "") => new("--schema")
    {
        HelpName = "FILE.json",
        Description = "What columns of the table are (number, category, date, text, image, weight or ignore; of texts and images also the encoder, such as "
            + $"text n-grams), as 'rlquery schema' writes it. {more}Default: the cells decide.",
    };

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string? file = parsed.GetValue(_out);
        using OutputLock? taken = file is null ? null : OutputLock.Take(file);
        var faults = new Faults();
        string? target = parsed.GetValue(_target);
        TableSchema? schema = DataSets.ReadSchema(parsed.GetValue(_schema), faults);
        bool? header = HeaderOption.Parse(parsed.GetValue(_header), faults);
        CellTable? table = faults.Collect(() => TableReader.Read(parsed.GetRequiredValue(_data), target, PartsOption.Read(parsed), header));
        MixedTableFeaturizer featurizer = _encoders.Read(parsed, PartsOption.Read(parsed), terminal, faults);
        int? place = table is null ? null : faults.Collect<int?>(() => TableReader.FindTarget(table, target));
        CellTable? features = place is null ? null : faults.Collect(() => TableReader.Features(table!, place.Value, schema));
        faults.Note((features ?? table)?.Notes ?? []);
        if (file is not null && (File.Exists(file) || Directory.Exists(file)))
        {
            faults.Add($"out: {file} exists; name a new file");
        }
        faults.ThrowIfAny();

        features = featurizer.WithEncoders(features!, out IReadOnlyList<string> notes);
        // Whatever an encoder makes of a cell, its numbers are as many: nothing has to be computed.
        FeaturizedTable?[] encoded =
        [
            .. features.Columns.Select(column => featurizer.CountFeatures(column) is null ? featurizer.Featurize(features with { Columns = [column] }) : null),
        ];
        terminal.Notes(
        [
            .. features.Notes, .. notes.Union(encoded.SelectMany(column => column?.Notes ?? [])).Select(note => $"{features.Source}: {note}"),
            .. TableReader.DescribeTarget(table!, place!.Value, schema),
        ]);
        if (file is not null)
        {
            AtomicFile.Write(file, TableSchema.Of(features, schema).ToBytes(), FileModes.Of(table!.Source));
        }
        terminal.Write(Describe(features, featurizer, encoded));
    }

    private static Spectre.Console.Table Describe(CellTable features, MixedTableFeaturizer featurizer, FeaturizedTable?[] encoded)
    {
        Spectre.Console.Table table = Tables.Create("features", "missing", "distinct", "column", "kind", "example").Numbers(..3);
        for (int i = 0; i < encoded.Length; i++)
        {
            TableColumn column = features.Columns[i];
            string? first = Enumerable.Range(0, features.Rows).Select(column.CellOf).FirstOrDefault(cell => cell is not null);
            string example = Labelling.PlainText.OneLine(first ?? "");
            table.Row(
                Number(encoded[i]?.FeatureNames.Length ?? featurizer.CountFeatures(column)!.Value), Number(column.CountMissing()),
                Number(Distinct(column, encoded[i])),
                Labelling.PlainText.OneLine(column.Name), TableSchema.Describe(column.Kind, column.DateForm, column.Encoder),
                example.Length > MostLetters ? $"{Labelling.PlainText.Start(example, MostLetters)}..." : example);
        }
        return table;
    }

    // Of numbers, as many as the learner can tell apart.
    private static int Distinct(TableColumn column, FeaturizedTable? encoded)
    {
        string?[] cells = column.Cells;
        return column.Kind == ColumnKind.Numeric && encoded?.FeatureNames.Length > 0
            ? Enumerable.Range(0, cells.Length).Where(row => cells[row] is not null)
                .Select(row => encoded.Values[row * encoded.FeatureNames.Length]).Distinct().Count()
            : cells.OfType<string>().Distinct(StringComparer.Ordinal).Count();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
