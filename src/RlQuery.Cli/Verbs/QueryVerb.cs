using System.CommandLine;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery query</c>: says which rows of a table to label next.</summary>
internal sealed class QueryVerb : Verb
{
    private const int MostRows = 1_000_000;

    private readonly ChooserOptions _chooser = new();
    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: false)}); rows whose target cell is empty, ? or NA can be asked for.",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string> _task = new("--task")
    {
        HelpName = "TASK",
        Description = $"What the target holds: {PartsHelp.Tasks}. Default: {TaskChoice.Default.Name}.",
    };

    private readonly Option<string> _clusters = ClustersOption.Create();
    private readonly Option<string> _links = new("--links")
    {
        HelpName = "FILE",
        Description = "Pairs of rows that are known, with --task clustering: columns first, second and answer, which is same or different. Default: none.",
    };

    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new();
    private readonly GraphOptions _graph = new();
    private readonly Option<string> _count = new("--count")
    {
        HelpName = "N",
        Required = true,
        Description = "Number of rows to ask for. Rows are chosen one at a time, so scores of different rows are not comparable.",
    };

    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of all random draws, such as random's rows. Default: 0." };

    private readonly Option<string> _format = new("--format")
    {
        HelpName = string.Join('|', PickFormats.Names),
        Description = "How to print them. Default: table.",
    };

    public QueryVerb(Terminal terminal)
        : base(
            "query",
            "Print the rows of a table to label next, best first: with score, uncertainty (1 - margin, of numbers the standard deviation), difficulty "
            + "(how much the labels nearest to it differ) and the reason in words.",
            "rlquery query --policy policies/quickstart --data mine.csv --target label --count 10",
            "rlquery query --strategy margin --data mine.csv --count 10",
            "rlquery query --strategy random --seed 7 --data mine.csv --count 10",
            "rlquery query --data houses.csv --target price --task regression --count 10",
            "rlquery query --data mine.csv --task clustering --clusters 3 --count 10",
            "rlquery query --policy policies/quickstart --data mine.csv --count 50 --format csv > to-label.csv")
    {
        foreach (Option option in (Option[])
        [
            _chooser.Policy, _chooser.AllowOutOfRange, _chooser.Strategy, _chooser.Learner, _data, _target, _task, _clusters, _links, _header, _schema,
            .. _encoders.All, .. _graph.All, _count, _seed, _format,
        ])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        bool isAboutPairs = PairRequest.IsAbout(parsed.GetValue(_task), parts);
        ITask task = isAboutPairs ? parts.Find<ITask>(parsed.GetValue(_task)!) : TaskChoice.Find(parsed.GetValue(_task), parts, faults);
        var chooser = Chooser.Of(
            parsed.GetValue(_chooser.Policy), parsed.GetValue(_chooser.Strategy), parsed.GetValue(_chooser.Learner), parts, task, faults);
        TableSchema? schema = DataSets.ReadSchema(parsed.GetValue(_schema), faults);
        var options = new DatasetReaderOptions
        {
            Kind = task.Target,
            Target = parsed.GetValue(_target),
            Header = HeaderOption.Parse(parsed.GetValue(_header), faults),
            Schema = schema,
            Parts = parts,
            Featurizer = _graph.Link(parsed, _encoders.Read(parsed, parts, terminal, faults), faults),
        };
        int count = faults.Integer("count", parsed.GetRequiredValue(_count), 1, MostRows, 1);
        int seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 0);
        string format = parsed.GetValue(_format) ?? "table";
        if (!PickFormats.Names.Contains(format))
        {
            faults.Add($"format: '{format}' is unknown{NearestName.Hint(format, PickFormats.Names)}");
        }
        if (isAboutPairs)
        {
            FindUnused(parsed, [_graph.Graph, _graph.Column, _chooser.AllowOutOfRange], "where pairs of rows are asked about", faults);
            var query = new PairQuery(
                parsed.GetRequiredValue(_data), options.Target, parsed.GetValue(_clusters), parsed.GetValue(_links), count, (ulong)seed, format);
            query.Run(chooser, options.Header, schema, options.Featurizer, parts, terminal, faults);
            return;
        }
        FindUnused(parsed, [_clusters, _links], "without --task clustering", faults);
        Dataset? data = faults.Collect(() => DatasetReader.Read(parsed.GetRequiredValue(_data), options));
        faults.Note(data?.Notes ?? []);
        GraphFit.Check(chooser.Strategy, data is null ? [] : [data], faults);
        LearnerFit.Check(chooser.Learner, data is null ? [] : [data], faults);
        if (data is not null && Enumerable.Range(0, data.Rows).All(data.HasTarget))
        {
            faults.Add($"{parsed.GetRequiredValue(_data)}: no row has an empty target cell; there is nothing to label");
        }
        if (parsed.GetValue(_chooser.AllowOutOfRange) && parsed.GetValue(_chooser.Policy) is null)
        {
            faults.Add("allow-out-of-range: a heuristic has no range; give --policy, or leave it out");
        }
        faults.ThrowIfAny();

        int open = Enumerable.Range(0, data!.Rows).Count(row => !data.HasTarget(row));
        terminal.Notes(data.Notes);
        if (open < count)
        {
            terminal.Notes([FormattableString.Invariant($"{count} rows were asked for, and {open} have no label: all of them are printed")]);
        }
        (chooser, string? outOfRange) = RangeGuard.Of(
            chooser, data, null, task, parts, (ulong)seed, parsed.GetValue(_chooser.AllowOutOfRange), terminal.Cancellation);
        if (outOfRange is not null)
        {
            terminal.Error.WriteLine(outOfRange);
        }
        IQueryStrategy strategy = chooser.Strategy!;
        if (!QueryBatch.IsLearnable(data!))
        {
            terminal.Error.WriteLine(TaskChoice.ColdStart(task));
            strategy = new RepresentativeStrategy();
        }
        else if (TaskChoice.Warning(data!) is { } warning)
        {
            terminal.Error.WriteLine(warning);
        }
        IReadOnlyList<Pick> picks = QueryBatch.Choose(
            data!, strategy, chooser.Learner!, count, chooser.Budget, (ulong)seed, Environment.ProcessorCount, terminal.Cancellation);
        PickFormats.Write(format, terminal, strategy.SignalList.SignalNames, picks);
    }

    private static void FindUnused(ParseResult parsed, Option[] options, string where, Faults faults)
    {
        foreach (Option option in options.Where(option => parsed.GetResult(option) is { Implicit: false }))
        {
            faults.Add($"{option.Name.TrimStart('-')}: is not allowed {where}; leave it out");
        }
    }
}
