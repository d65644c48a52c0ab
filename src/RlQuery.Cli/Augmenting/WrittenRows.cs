using System.CommandLine;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Recording;
using RlQuery.Annotators.Variants;
using RlQuery.Cli.Annotating;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Core.Augmentation;
using RlQuery.Studies;

namespace RlQuery.Cli.Augmenting;

/// <summary>Options and work of rows that language models write.</summary>
internal sealed class WrittenRows
{
    private readonly Option<string> _panel = new("--panel")
    {
        HelpName = "FILE.json",
        Description = "Panel whose language models write rows, for the method language-model. Keys are taken from environment variables that it names.",
    };

    private readonly Option<string> _record = new("--record")
    {
        HelpName = "FILE",
        Description = "Every question to a model and its answer, in one SQLite file; what is in it is not asked again. Needed with --panel.",
    };

    private readonly Option<string> _budget = new("--budget")
    {
        HelpName = "MONEY",
        Description = "The most money that all calls of the record may cost, earlier runs included; never exceeded. Default: no limit.",
    };

    private readonly Option<bool> _offline = new("--offline") { Description = "Ask no model: all answers have to be in the record." };

    private PanelDefinition? _models;
    private decimal? _money;

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_panel, _record, _budget, _offline];

    /// <summary>The method, where a panel is named.</summary>
    public IReadOnlyList<IRowMethod> Methods => _models is null ? [] : [LanguageModelMethod.Unasked];

    /// <summary>Where answers are kept; null where no panel is named.</summary>
    public string? Record { get; private set; }

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="named">The methods that it names.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public void Read(ParseResult parsed, string[] named, Faults faults)
    {
        bool isNamed = named.Contains(LanguageModelMethod.Unasked.Name);
        if (parsed.GetValue(_panel) is not { } panel)
        {
            if (isNamed)
            {
                faults.Add($"method: {LanguageModelMethod.Unasked.Name} needs --panel FILE.json and --record FILE");
            }
            foreach (Option lone in All.Skip(1).Where(option => parsed.GetResult(option) is { Implicit: false }))
            {
                faults.Add($"{lone.Name[2..]}: not without --panel; no other method asks anybody");
            }
            return;
        }
        if (named.Length > 0 && !isNamed)
        {
            faults.Add($"panel: not without --method {LanguageModelMethod.Unasked.Name}; no other method asks anybody");
        }
        Record = parsed.GetValue(_record);
        if (Record is null)
        {
            faults.Add("record: is missing; name the file in which answers are kept");
        }
        else if (parsed.GetValue(_offline) && !File.Exists(Record))
        {
            faults.Add($"record: {Record} does not exist; --offline needs a record that an earlier run made");
        }
        _money = MoneyOption.Read("budget", parsed.GetValue(_budget), faults);
        _models = faults.Collect(() => PanelFile.Read(panel));
    }

    /// <summary>Asks the models for what is missing, where they are to write any row.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="table">The table.</param>
    /// <param name="options">How many rows, and how.</param>
    /// <param name="most">Who may read the record at most.</param>
    /// <param name="terminal">Shows how far it is, and what it has cost.</param>
    /// <returns>The same options with what was written; null where a model failed.</returns>
    /// <exception cref="InvalidInputException">Somebody who is needed cannot be asked.</exception>
    public AugmentationOptions? Ask(ParseResult parsed, AugmentedTable table, AugmentationOptions options, UnixFileMode most, Terminal terminal)
    {
        if (!options.Methods.Contains(LanguageModelMethod.Unasked))
        {
            return options;
        }
        using var record = AnswerRecord.Open(Record!, most);
        var run = VariantRun.Begin(
            table, table.Needs(options, LanguageModelMethod.Unasked), _models!, record, new PanelOptions { Budget = _money, Seed = options.Seed },
            parsed.GetValue(_offline));
        VariantResult result = PanelQuestions.Ask(
            "augment", run.Missing, progress => run.AskAsync(progress, terminal.Cancellation).GetAwaiter().GetResult(), record, terminal);
        PanelPrinter.Write(terminal, result.Summaries, record);
        foreach (string failure in result.Failures)
        {
            terminal.Error.WriteLine(PlainText.OneLine(failure));
        }
        return result.Failures.Count > 0 ? null
            : options with { Methods = [.. options.Methods.Select(method => ReferenceEquals(method, LanguageModelMethod.Unasked) ? result.Method : method)] };
    }
}
