using System.CommandLine;
using RlQuery.Annotators;
using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Questions;
using RlQuery.Annotators.Recording;
using RlQuery.Cli.Annotating;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using CellTable = RlQuery.Core.Data.Table;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery annotate</c>: lets language models, local models and people label the rows of a table.</summary>
internal sealed class AnnotateVerb : Verb
{
    private const int MostRows = 1_000_000;
    private const string FreeNote = "budget: no model of the panel has a price, so that it limits nothing";

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: true)}); rows whose target cell is empty, ? or NA are labelled, the others are examples.",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string> _panel = new("--panel")
    {
        HelpName = "FILE.json",
        Required = true,
        Description = "Who is asked, and what about. Keys are taken from environment variables that it names.",
    };

    private readonly Option<string> _record = new("--record")
    {
        HelpName = "FILE",
        Required = true,
        Description = "Every question and answer, in one SQLite file; what is in it is not asked again.",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE.csv",
        Required = true,
        Description = "New file for the answers and the joined label.",
    };

    private readonly Option<string> _labelled = new("--labelled")
    {
        HelpName = "FILE.csv",
        Description = "New file for the table with the joined labels and, with --join credibility, how probable each is. Default: none.",
    };

    private readonly Option<string> _join = new("--join")
    {
        HelpName = "majority|credibility",
        Description = "How one label is made of the answers: the class that most name, or the most probable by how credible each model is. Default: majority.",
    };

    private readonly Option<string> _count = new("--count") { HelpName = "N", Description = "The most rows to label, the first ones. Default: all." };
    private readonly Option<string> _budget = new("--budget")
    {
        HelpName = "MONEY",
        Description = "The most money that all calls of the record may cost, earlier runs included; never exceeded. Default: no limit.",
    };

    private readonly Option<string> _holdout = new("--holdout")
    {
        HelpName = "N",
        Description = "Labelled rows, drawn at random, that are asked for too and are no examples, to measure agreement with their labels. Default: 0.",
    };

    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of all random draws. Default: 0." };
    private readonly Option<bool> _offline = new("--offline") { Description = "Ask nobody: all answers have to be in the record." };
    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new();

    public AnnotateVerb(Terminal terminal)
        : base(
            "annotate", "Let a panel of language models, local models and people label the rows of a table; every answer is recorded and paid for once.",
            "rlquery annotate --data mine.csv --target label --panel panel.json --record answers.db --out answers.csv --budget 2",
            "rlquery annotate --data mine.csv --target label --panel panel.json --record answers.db --out again.csv --offline")
    {
        foreach (Option option in (Option[])
        [
            _data, _target, _panel, _record, _out, _labelled, _join, _count, _budget, _holdout, _seed, _offline, _header, _schema, .. _encoders.All,
        ])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        (string file, string recordFile) = (parsed.GetRequiredValue(_out), parsed.GetRequiredValue(_record));
        using var taken = OutputLock.Take(file);
        using var kept = OutputLock.Take(recordFile, "record");
        string? labelledFile = parsed.GetValue(_labelled);
        if (labelledFile is not null
            && (Path.GetFullPath(labelledFile) == Path.GetFullPath(file) || !labelledFile.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidInputException($"labelled: {labelledFile} is not allowed; name a .csv file other than that of --out");
        }
        using OutputLock? third = labelledFile is null ? null : OutputLock.Take(labelledFile, "labelled");
        bool offline = parsed.GetValue(_offline);
        var faults = new Faults();
        RequireNew("out", file, faults);
        RequireNew("labelled", labelledFile, faults);
        if (offline && !File.Exists(recordFile))
        {
            faults.Add($"record: {recordFile} does not exist; --offline needs a record that an earlier run made");
        }
        IAnswerJoin? join = JoinOption.Read(parsed.GetValue(_join), faults);
        decimal? budget = MoneyOption.Read("budget", parsed.GetValue(_budget), faults);
        int? count = parsed.GetValue(_count) is { } most ? faults.Integer("count", most, 1, MostRows, 1) : null;
        int heldOut = faults.Integer("holdout", parsed.GetValue(_holdout), 0, MostRows, 0);
        int seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 0);
        PanelDefinition? panel = faults.Collect(() => PanelFile.Read(parsed.GetRequiredValue(_panel)));
        (LabellingTable? table, CellTable? shown) = ReadTable(parsed, panel, terminal, faults);
        var rows = new AnnotationTableOptions { Count = count, HeldOut = heldOut, Seed = (ulong)seed };
        AnnotationTable? questions = table is null || panel is null ? null : faults.Collect(() => AnnotationTable.Create(table, shown!, panel, rows));
        faults.ThrowIfAny();
        var others = new ReadyPanel(
            table!.Cells, parsed.GetValue(_target), DataSets.ReadSchema(parsed.GetValue(_schema), faults), PartsOption.Read(parsed),
            _encoders.Options(parsed, terminal));
        IReadOnlyDictionary<string, IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer>> ready =
            others.Answers(panel!, parsed.GetRequiredValue(_panel), questions!, faults);
        faults.ThrowIfAny();

        UnixFileMode mode = FileModes.Of(table.Cells.Source);
        using var record = AnswerRecord.Open(recordFile, mode);
        IReadOnlyList<IAnnotator> annotators =
            Panel.Create(panel!, questions!.Classes, record, new PanelOptions { Budget = budget, Seed = (ulong)seed, Ready = ready });
        var run = PanelRun.Begin(questions, annotators, offline);
        bool isFree = panel!.Annotators.All(model => model is { InputPrice: 0, OutputPrice: 0 })
            && panel.LocalModels.All(model => model.Price == 0) && panel.People.All(person => person.Price == 0);
        terminal.Notes([.. table.Data.Notes, .. budget is not null && isFree ? [FreeNote] : Array.Empty<string>()]);
        PanelResult result = PanelQuestions.Ask(
            "annotate", run.Missing, progress => run.AskAsync(join!, progress, terminal.Cancellation).GetAwaiter().GetResult(), record, terminal);
        PanelPrinter.Write(terminal, result, record);
        foreach (string failure in result.Failures)
        {
            terminal.Error.WriteLine(PlainText.OneLine(failure));
        }
        if (result.Failures.Count > 0)
        {
            terminal.Error.WriteLine($"{file} was not written; the same command asks for what is missing");
            return ExitCode.Failure;
        }
        AnswerFile.Write(file, result, mode);
        if (labelledFile is not null)
        {
            LabelledTableFile.Write(labelledFile, table.Cells, table.Target, result, mode);
        }
        terminal.Output.WriteLine($"{file}: {PanelPrinter.Joined(result)}");
        return ExitCode.Success;
    }

    private (LabellingTable? Table, CellTable? Shown) ReadTable(ParseResult parsed, PanelDefinition? panel, Terminal terminal, Faults faults)
    {
        Parts parts = PartsOption.Read(parsed);
        string? target = parsed.GetValue(_target);
        TableSchema? schema = DataSets.ReadSchema(parsed.GetValue(_schema), faults);
        bool? header = HeaderOption.Parse(parsed.GetValue(_header), faults);
        MixedTableFeaturizer featurizer = _encoders.Read(parsed, parts, terminal, faults);
        CellTable? cells = faults.Collect(() => TableReader.Read(parsed.GetRequiredValue(_data), target, parts, header));
        if (cells is null || panel is null)
        {
            return default;
        }
        LabellingTable? table = faults.Collect(() =>
        {
            if (parsed.GetValue(_labelled) is not null)
            {
                LabelledTableFile.CheckNames(cells);
            }
            return LabellingTable.OfAnswers(cells, target, schema);
        });
        CellTable? shown = table is null ? null : faults.Collect(() => TableReader.Features(cells, table.Target, schema));
        // Features choose the examples alone: without any, no text has to be encoded.
        bool needed = shown is not null && panel.Examples > 0 && Enumerable.Range(0, table!.Data.Rows).Any(table.Data.HasTarget);
        return (needed ? faults.Collect(() => LabellingTable.Of(cells, target, featurizer, schema)) : table, shown);
    }

    private static void RequireNew(string option, string? file, Faults faults)
    {
        if (File.Exists(file) || Directory.Exists(file))
        {
            faults.Add($"{option}: {file} exists; name a new file");
        }
    }
}
