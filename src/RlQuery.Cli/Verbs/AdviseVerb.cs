using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Policies;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies;
using RlQuery.Studies.Advice;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery advise</c>: says whether active learning is worth it on a table, before a label is spent.</summary>
internal sealed class AdviseVerb : Verb
{
    private const string UsualPolicy = "policies/general";

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: false)}), with or without labels.",
    };

    private readonly Option<string> _target = new("--target")
    {
        HelpName = "COLUMN",
        Description = $"Column of the labels, by name or index; {AdvisedTable.None} where there is none. Default: the last.",
    };

    private readonly Option<string[]> _classes = new("--class")
    {
        HelpName = "NAME",
        Description = "A class that labels may name; may be given several times. Default: those of the table's labels.",
    };

    private readonly Option<string> _policy = new("--policy")
    {
        HelpName = "DIR",
        Description = $"Folder of the policy that would choose the rows. Default: {UsualPolicy}.",
    };

    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new();
    private readonly Option<string> _format = new("--format")
    {
        HelpName = string.Join('|', AdviceFormats.Names),
        Description = "How to print it. Default: table.",
    };

    public AdviseVerb(Terminal terminal)
        : base(
            "advise", "Say whether active learning is worth it on a table, before a label is spent: what to expect, with intervals, and a verdict in words.",
            "rlquery advise --data mine.csv --target label --class spam --class ham",
            "rlquery advise --data texts.csv --target none --class sport --class politics --class art")
    {
        foreach (Option option in (Option[])[_data, _target, _classes, _policy, _header, _schema, .. _encoders.All, _format])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        var options = new DatasetReaderOptions
        {
            Target = parsed.GetValue(_target),
            Header = HeaderOption.Parse(parsed.GetValue(_header), faults),
            Schema = DataSets.ReadSchema(parsed.GetValue(_schema), faults),
            Parts = parts,
            Featurizer = _encoders.Read(parsed, parts, terminal, faults),
        };
        LearnedStrategy? policy = LearnedStrategies.Open([parsed.GetValue(_policy) ?? UsualPolicy], parts, faults).SingleOrDefault();
        if (policy is not null)
        {
            TaskFit.CheckPolicy(policy, ClassificationTask.Instance, faults);
        }
        string format = parsed.GetValue(_format) ?? AdviceFormats.Table;
        if (!AdviceFormats.Names.Contains(format))
        {
            faults.Add($"format: '{format}' is unknown{NearestName.Hint(format, AdviceFormats.Names)}");
        }
        Dataset? data = AdvisedTable.Read(parsed.GetRequiredValue(_data), options, parsed.GetValue(_classes) ?? [], faults);
        faults.ThrowIfAny();

        terminal.Notes(data!.Notes);
        if (Labelling.TaskChoice.Warning(data) is { } warning)
        {
            terminal.Error.WriteLine(warning);
        }
        var shipped = AdviceData.Shipped();
        int unlabelled = Enumerable.Range(0, data.Rows).Count(row => !data.HasTarget(row));
        var range = AdvisedRange.Of(policy!, data, parts, terminal.Cancellation);
        var advice = TableAdvice.Of(
            shipped, TableDescriptors.Of(data, data.Classes), unlabelled == 0 ? data.Rows : unlabelled,
            policy!.Document.Weights == shipped.Policy && range.State != AdvisedRange.Outside);
        AdviceFormats.Write(format, terminal, policy.Strategy.Name, advice, range);
    }
}
