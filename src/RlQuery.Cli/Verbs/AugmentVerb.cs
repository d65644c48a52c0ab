using System.CommandLine;
using System.Globalization;
using RlQuery.Annotators.Variants;
using RlQuery.Cli.Augmenting;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Core.Augmentation;
using RlQuery.Core.Augmentation.Methods;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.MicrosoftML;
using RlQuery.MicrosoftML.Augmentation;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using CellTable = RlQuery.Core.Data.Table;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery augment</c>: makes rows of the labelled rows of a table.</summary>
internal sealed class AugmentVerb : Verb
{
    private const int MostRows = 100_000;
    private const string Ending = ".csv";
    private const string SynonymsName = "synonyms";

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: true)}); its labelled rows are what rows are made from.",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new();
    private readonly Option<string> _count = new("--count") { HelpName = "N", Required = true, Description = "Number of rows to make." };
    private readonly Option<string[]> _methods = new("--method")
    {
        HelpName = "NAME",
        Description = "How rows are made, may be given several times: "
            + $"{string.Join(", ", RowMethods.All.Concat(PictureMethods.In("")).Select(method => method.Name))}, synonyms, language-model. "
            + "Default: all that fit the columns.",
    };

    private readonly Option<string> _wordNet = new("--wordnet") { HelpName = "DIR", Description = "Folder of WordNet's files, for synonyms." };

    private readonly WrittenRows _written = new();
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of all random draws. Default: 0." };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = $"FILE{Ending}",
        Required = true,
        Description = "New file for the made rows; no real row is in it.",
    };

    public AugmentVerb(Terminal terminal)
        : base(
            "augment", "Make rows of the labelled rows of a table, of rare classes first; the best by a panel of learners go to a file of their own.",
            "rlquery augment --data mine.csv --target label --count 200 --out made.csv",
            "rlquery augment --data mine.csv --target label --count 50 --method smote --method copula --seed 1 --out made.csv",
            "rlquery augment --data mine.csv --target label --count 50 --method language-model --panel panel.json --record written.db --budget 2 "
                + "--out made.csv")
    {
        foreach (Option option in (Option[])[_data, _target, _header, _schema, .. _encoders.All, _count, _methods, _wordNet, .. _written.All, _seed, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        string file = parsed.GetRequiredValue(_out);
        using var taken = OutputLock.Take(file);
        var faults = new Faults();
        if (!string.Equals(Path.GetExtension(file), Ending, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add($"out: {file} is not allowed; name a {Ending} file");
        }
        else if (File.Exists(file) || Directory.Exists(file))
        {
            faults.Add($"out: {file} exists; name a new file");
        }
        int count = faults.Integer("count", parsed.GetRequiredValue(_count), 1, MostRows, 1);
        int seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 0);
        string[] named = parsed.GetValue(_methods) ?? [];
        faults.Once("method", named);
        CellTable? cells = ReadCells(parsed, faults);
        using var pictures = new MadePictures(file);
        if (pictures.Fault is { } fault)
        {
            faults.Add(fault);
        }
        _written.Read(parsed, named, faults);
        using OutputLock? kept = _written.Record is null ? null : OutputLock.Take(_written.Record, "record");
        string? wordNet = parsed.GetValue(_wordNet);
        IRowMethod? synonyms = wordNet is null ? null : faults.Collect(() => RowMethods.Synonyms(wordNet));
        IRowMethod[] known =
            [.. RowMethods.All, .. synonyms is null ? [] : (IRowMethod[])[synonyms], .. PictureMethods.In(pictures.Folder), .. _written.Methods];
        if (wordNet is null && named.Contains(SynonymsName))
        {
            faults.Add($"method: {SynonymsName} needs --wordnet DIR, the folder of WordNet's files");
        }
        AugmentedTable? table = cells is null ? null : ReadTable(parsed, cells, terminal, faults);
        bool HasMeans(string name) => name != SynonymsName ? name != LanguageModelMethod.Unasked.Name || _written.Methods.Count > 0 : wordNet is not null;
        string[] asked = [.. named.Where(HasMeans).Distinct()];
        IReadOnlyList<IRowMethod>? methods = table is null ? null : faults.Collect(() => table.Choose(known, asked));
        faults.ThrowIfAny();

        terminal.Notes(table!.Notes);
        UnixFileMode mode = FileModes.Of(cells!.Source);
        AugmentationOptions? options = _written.Ask(parsed, table, new AugmentationOptions(count, methods!, (ulong)seed), mode, terminal);
        if (options is null)
        {
            terminal.Error.WriteLine($"{file} was not written; the same command asks for what is missing");
            return ExitCode.Failure;
        }
        MadeRows made = table.Make(options, terminal.Cancellation);
        made = pictures.Keep(made, mode);
        terminal.Notes(made.Notes);
        MadeRowsFile.Write(file, cells, TableReader.FindTarget(cells, parsed.GetValue(_target)), table, made, mode);
        Show(terminal, table, made);
        terminal.Output.WriteLine(FormattableString.Invariant($"{made.Rows.Count} made rows: {file}"));
        return ExitCode.Success;
    }

    private CellTable? ReadCells(ParseResult parsed, Faults faults)
    {
        bool? header = HeaderOption.Parse(parsed.GetValue(_header), faults);
        return faults.Collect(() =>
        {
            CellTable cells = TableReader.Read(parsed.GetRequiredValue(_data), parsed.GetValue(_target), PartsOption.Read(parsed), header);
            MadeRowsFile.CheckNames(cells);
            return cells;
        });
    }

    private AugmentedTable? ReadTable(ParseResult parsed, CellTable cells, Terminal terminal, Faults faults)
    {
        TableSchema? schema = DataSets.ReadSchema(parsed.GetValue(_schema), faults);
        MixedTableFeaturizer featurizer = _encoders.Read(parsed, PartsOption.Read(parsed), terminal, faults);
        return faults.Collect(() => AugmentedTable.Of(cells, parsed.GetValue(_target), featurizer, schema));
    }

    // How many rows of each class, and what they are like.
    private static void Show(Terminal terminal, AugmentedTable table, MadeRows made)
    {
        Spectre.Console.Table shown = Tables.Create("class", "made", "difficulty", "quality").Numbers(1..);
        foreach (IGrouping<int, MadeRow> rows in made.Rows.GroupBy(row => row.Label).OrderBy(rows => rows.Key))
        {
            shown.Row(
                PlainText.OneLine(table.Classes[rows.Key]), rows.Count().ToString(CultureInfo.InvariantCulture), Mean(rows, row => row.Difficulty),
                Mean(rows, row => row.Quality));
        }
        terminal.Write(shown);
    }

    private static string Mean(IEnumerable<MadeRow> rows, Func<MadeRow, double> value) => rows.Average(value).ToString("F3", CultureInfo.InvariantCulture);
}
