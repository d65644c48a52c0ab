using System.CommandLine;
using RlQuery.Cli.Streaming;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Live;
using RlQuery.Core.Streams.Policies;
using RlQuery.Core.Streams.Strategies;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery stream</c>: items come one by one; ask for the label or let go, within a rate.</summary>
internal sealed class StreamVerb : Verb
{
    private readonly Option<string> _strategy = new("--strategy")
    {
        HelpName = "NAME",
        Description = $"What asks: {string.Join(", ", StreamStrategies.All.Select(strategy => strategy.Name))}. Default: {StreamStrategies.Default.Name}.",
    };

    private readonly Option<string> _policy = new("--policy")
    {
        HelpName = "DIR",
        Description = "A policy that 'rlquery stream train' made, in place of a strategy.",
    };

    private readonly Option<string> _learner = new("--learner")
    {
        HelpName = "NAME",
        Description = $"What learns: {string.Join(", ", StreamLearners.All.Select(kind => kind.Name))}. Default: {StreamLearners.All[0].Name}.",
    };

    private readonly Option<string> _rate = new("--rate")
    {
        HelpName = "SHARE",
        Required = true,
        Description = "Share of the items whose label may be asked for, such as 0.1.",
    };

    private readonly Option<string[]> _classes = new("--class")
    {
        HelpName = "NAME",
        Description = "A class; to be given for each. Default: those of the table.",
    };

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Description = "Table of numbers that names the columns, and from whose labelled rows is learned before the first item. Default: none.",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of what a strategy draws. Default: 0." };
    private readonly Option<string> _state = new("--state")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder for the log and the state: the same command goes on where it was stopped or killed.",
    };

    public StreamVerb(Terminal terminal)
        : base(
            "stream", "Ask for labels of items that come one by one, within a rate: a line of JSON for each item or label in, a line of JSON out.",
            "rlquery stream --rate 0.1 --class ham --class spam --state streams/mine < items.jsonl",
            "rlquery stream train --stream clusters-sudden --out runs/policies/stream",
            "rlquery stream evaluate --stream sea-sudden --out runs/streams")
    {
        foreach (Option option in (Option[])[_strategy, _policy, _learner, _rate, _classes, _data, _target, _seed, _state])
        {
            Add(option);
        }
        Add(new StreamEvaluateSubverb(terminal));
        Add(new StreamTrainSubverb(terminal));
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Dataset? history = parsed.GetValue(_data) is string file
            ? faults.Collect(() => DatasetReader.Read(
                file, new DatasetReaderOptions { Target = parsed.GetValue(_target), Parts = PartsOption.Read(parsed) }))
            : null;
        string[] classes = parsed.GetValue(_data) is not null && history is null ? [] : ClassesOf(parsed.GetValue(_classes) ?? [], history, faults);
        if (parsed.GetValue(_policy) is not null && parsed.GetValue(_strategy) is not null)
        {
            faults.Add("policy: asks in place of a strategy; leave out one of them");
        }
        IStreamStrategy? strategy = faults.Collect(() => parsed.GetValue(_policy) is string folder
            ? StreamPolicyFolder.Load(folder)
            : StreamStrategies.Find(parsed.GetValue(_strategy) ?? StreamStrategies.Default.Name));
        IIncrementalLearnerFactory? learner = faults.Collect(() => StreamLearners.Find(parsed.GetValue(_learner) ?? StreamLearners.All[0].Name));
        double? rate = faults.Positive("rate", parsed.GetRequiredValue(_rate), 1);
        int seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 0);
        faults.ThrowIfAny();
        terminal.Notes(history?.Notes ?? []);
        using var stream = LiveRun.Open(
            parsed.GetRequiredValue(_state),
            new LiveSettings
            {
                Strategy = strategy!,
                Learner = learner!,
                Classes = classes,
                Rate = rate!.Value,
                Seed = (ulong)seed,
                History = history,
            });
        long refused = 0;
        foreach ((long number, string text) in InputLines.Read(terminal.Input, terminal.Cancellation))
        {
            terminal.Output.WriteLine(stream.Answer(text, number, out bool isFault));
            refused += isFault ? 1 : 0;
        }
        (long items, long asked, long told, int open) = stream.Counts;
        terminal.Error.WriteLine(FormattableString.Invariant(
            $"{parsed.GetRequiredValue(_state)}: {items} items, {asked} asked for, {told} labels told, {open} open; {refused} lines of this run refused"));
    }

    private static string[] ClassesOf(string[] named, Dataset? history, Faults faults)
    {
        faults.Once("class", named);
        string[] classes = named.Length > 0 || history is null ? named : [.. history.ClassNames];
        if (classes.Length < 2)
        {
            faults.Add($"class: {classes.Length} is not enough; name at least two");
        }
        foreach (string unknown in history?.ClassNames.Except(classes) ?? [])
        {
            faults.Add($"class: '{unknown}' is in the table, and not named; name all classes, or none");
        }
        return classes;
    }
}
