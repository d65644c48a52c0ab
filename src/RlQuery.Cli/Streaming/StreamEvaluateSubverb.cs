using System.CommandLine;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Sources;
using RlQuery.Core.Streams.Strategies;
using RlQuery.Studies;
using RlQuery.Studies.Streams;

namespace RlQuery.Cli.Streaming;

/// <summary><c>rlquery stream evaluate</c>: compares strategies over streams and rates.</summary>
internal sealed class StreamEvaluateSubverb : Verb
{
    private readonly Option<string[]> _streams = new("--stream")
    {
        HelpName = "NAME|FILE",
        Required = true,
        Description = $"A stream: {string.Join(", ", StreamSources.All.Select(source => source.Name))}; or a bundled set or a table, in the order of its rows; "
            + "may be given several times.",
    };

    private readonly Option<string[]> _strategies = new("--strategy")
    {
        HelpName = "NAME",
        Description = $"What asks: {string.Join(", ", StreamStrategies.All.Select(strategy => strategy.Name))}; may be given several times. Default: all.",
    };

    private readonly Option<string[]> _policies = new("--policy")
    {
        HelpName = "DIR",
        Description = "A policy that 'rlquery stream train' made, on other streams; may be given several times.",
    };

    private readonly Option<string[]> _learners = new("--learner")
    {
        HelpName = "NAME",
        Description = $"What learns: {string.Join(", ", StreamLearners.All.Select(kind => kind.Name))}; may be given several times. Default: "
            + $"{StreamLearners.All[0].Name}.",
    };

    private readonly Option<string[]> _rates = new("--rate")
    {
        HelpName = "SHARE",
        Description = "Share of the items whose label may be asked for, such as 0.1; may be given several times. Default: 0.01, 0.05, 0.1 and 0.2.",
    };

    private readonly Option<string> _target = new("--target")
    {
        HelpName = "COLUMN",
        Description = "Target column of the files, by name or index. Default: the last.",
    };

    private readonly Option<bool> _numbers = new("--numbers")
    {
        Description = "The target of the files is a number; the class is whether it is above the mean of the 48 before it. Default: it is a class.",
    };

    private readonly Option<string> _items = new("--items") { HelpName = "N", Description = "The most items of a stream. Default: 5000." };
    private readonly Option<string> _seeds = new("--seeds") { HelpName = "FIRST-LAST", Description = "Seeds. Default: 0-9." };
    private readonly Option<string> _jobs = new("--jobs") { HelpName = "N", Description = "Number of threads. Default: the number of processors." };
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "New folder for the tables." };

    public StreamEvaluateSubverb(Terminal terminal)
        : base(
            "evaluate", "Compare strategies over streams and rates: each item is predicted first, and learned from if its label was asked for.",
            "rlquery stream evaluate --stream sea-sudden --stream hyperplane-gradual --out runs/streams",
            "rlquery stream evaluate --stream mine.csv --target label --rate 0.05 --out runs/streams")
    {
        foreach (Option option in (Option[])[_streams, _policies, _strategies, _learners, _rates, _target, _numbers, _items, _seeds, _jobs, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        SeedRange? seeds = SeedRange.Parse(parsed.GetValue(_seeds) ?? "0-9", faults);
        IReadOnlyList<IStreamStrategy> strategies = StreamNames.Of(parsed.GetValue(_strategies), StreamStrategies.All, StreamStrategies.Find, faults);
        IReadOnlyList<IIncrementalLearnerFactory> learners = StreamNames.Of(parsed.GetValue(_learners), [StreamLearners.All[0]], StreamLearners.Find, faults);
        var options = new StreamStudyOptions { Streams = parsed.GetRequiredValue(_streams), Out = parsed.GetRequiredValue(_out) };
        options = options with
        {
            Policies = parsed.GetValue(_policies) ?? [],
            Strategies = strategies,
            Learners = learners,
            Rates = StreamNames.Rates(parsed.GetValue(_rates), options.Rates, faults),
            Items = faults.Integer("items", parsed.GetValue(_items), 100, 10_000_000, options.Items),
            FirstSeed = seeds?.First ?? 0,
            Seeds = seeds?.Count ?? 1,
            Target = parsed.GetValue(_target),
            Numbers = parsed.GetValue(_numbers),
            Jobs = faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, Environment.ProcessorCount),
            Parts = PartsOption.Read(parsed),
        };
        faults.ThrowIfAny();
        using var study = StreamStudy.Open(options);
        IReadOnlyList<StreamRun> runs = study.Run(new ProgressDisplay(terminal), terminal.Cancellation);
        terminal.Write(StreamTables.Overview(runs));
        terminal.Output.WriteLine($"{options.Out}: {runs.Count} runs");
    }
}
