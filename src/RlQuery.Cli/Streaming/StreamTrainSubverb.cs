using System.CommandLine;
using RlQuery.Core.Streams.Learners;
using RlQuery.Studies;
using RlQuery.Studies.Streams;
using RlQuery.Torch.Streams;

namespace RlQuery.Cli.Streaming;

/// <summary><c>rlquery stream train</c>: learns a policy for streams.</summary>
internal sealed class StreamTrainSubverb : Verb
{
    private readonly Option<string[]> _streams = new("--stream")
    {
        HelpName = "NAME|FILE",
        Required = true,
        Description = "A stream to train on, as of 'rlquery stream evaluate'; may be given several times.",
    };

    private readonly Option<string> _agent = new("--agent")
    {
        HelpName = "NAME",
        Description = $"What learns the policy: {string.Join(", ", StreamTraining.Agents)}. Default: {StreamTraining.Agents[0]}.",
    };

    private readonly Option<string[]> _learners = new("--learner")
    {
        HelpName = "NAME",
        Description = $"What learns on the streams: {string.Join(", ", StreamLearners.All.Select(kind => kind.Name))}; may be given several times. "
            + "Default: all.",
    };

    private readonly Option<string[]> _rates = new("--rate")
    {
        HelpName = "SHARE",
        Description = "Share of the items whose label may be asked for; may be given several times. Default: 0.01, 0.05, 0.1 and 0.2.",
    };

    private readonly Option<string> _items = new("--items") { HelpName = "N", Description = "Items of an episode. Default: 2500." };
    private readonly Option<string> _rounds = new("--rounds") { HelpName = "N", Description = "Rounds of playing and learning. Default: 100." };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of the run. Default: 0." };
    private readonly Option<string> _jobs = new("--jobs") { HelpName = "N", Description = "Number of threads. Default: the number of processors." };
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "New folder for the policy." };

    public StreamTrainSubverb(Terminal terminal)
        : base(
            "train", "Learn a policy that asks for labels of items that come one by one.",
            "rlquery stream train --stream clusters-sudden --stream clusters-gradual --agent dqn --out runs/policies/stream")
    {
        foreach (Option option in (Option[])[_streams, _agent, _learners, _rates, _items, _rounds, _seed, _jobs, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        var options = new StreamTrainingOptions { Streams = parsed.GetRequiredValue(_streams), Out = parsed.GetRequiredValue(_out) };
        options = options with
        {
            Agent = parsed.GetValue(_agent) ?? options.Agent,
            Learners = StreamNames.Of(parsed.GetValue(_learners), options.Learners, StreamLearners.Find, faults),
            Rates = StreamNames.Rates(parsed.GetValue(_rates), options.Rates, faults),
            Items = faults.Integer("items", parsed.GetValue(_items), 100, 10_000_000, options.Items),
            Rounds = faults.Integer("rounds", parsed.GetValue(_rounds), 1, 100_000, options.Rounds),
            Seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, options.Seed),
            Jobs = faults.Integer("jobs", parsed.GetValue(_jobs), 1, 1024, options.Jobs),
            Parts = PartsOption.Read(parsed),
        };
        faults.ThrowIfAny();
        StreamTrainingStudy.Run(options, new ProgressDisplay(terminal), terminal.Cancellation);
        terminal.Output.WriteLine($"{options.Out}: a policy that was trained by {options.Agent} on {options.Streams.Count} streams");
    }
}
