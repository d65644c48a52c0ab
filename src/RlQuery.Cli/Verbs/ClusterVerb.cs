using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using RlQuery.Cluster;
using RlQuery.Cluster.Hosting;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery cluster</c>: says what the workers of a cluster are doing, and ends them.</summary>
internal sealed class ClusterVerb : Verb
{
    private const string Status = "status";
    private const string Stop = "stop";

    private readonly Option<string> _cluster = new(ClusterOption.Name)
    {
        HelpName = "FILE",
        Required = true,
        Description = "Cluster file: which cluster, and where its processes find each other.",
    };

    private readonly Argument<string> _action = new("status|stop")
    {
        Description = "status: workers, their lots, episodes and rates. stop: each worker finishes what it is doing, and ends.",
    };

    public ClusterVerb(Terminal terminal)
        : base(
            "cluster", "Say what the workers of a cluster are doing, or end them.",
            "rlquery cluster --cluster cluster.json status",
            "rlquery cluster --cluster cluster.json stop")
    {
        Add(_cluster);
        Add(_action);
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        string action = parsed.GetRequiredValue(_action);
        if (action is not (Status or Stop))
        {
            faults.Add($"'{action}' is not allowed; use {Status} or {Stop}");
        }
        Run(parsed.GetRequiredValue(_cluster), action == Stop, faults, terminal);
        return ExitCode.Success;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(string file, bool stop, Faults faults, Terminal terminal)
    {
        ClusterDefinition? cluster = faults.Collect(() => ClusterFile.Read(file));
        faults.ThrowIfAny();
        if (stop)
        {
            int told = ClusterOverview.StopAsync(cluster!, terminal.Cancellation).GetAwaiter().GetResult();
            terminal.Output.WriteLine($"{Count(told, "worker")} {(told == 1 ? "ends" : "end")} after what they are doing");
            return;
        }
        IReadOnlyList<ClusterNodeStatus> nodes = ClusterOverview.LookAsync(cluster!, terminal.Cancellation).GetAwaiter().GetResult();
        int workers = nodes.Count(node => node.Name is not null);
        terminal.Output.WriteLine($"cluster {cluster!.Id}: {Count(workers, "worker")}, {Count(nodes.Sum(node => node.Cores), "core")}");
        foreach (ClusterNodeStatus node in nodes)
        {
            terminal.Output.WriteLine(Describe(node));
        }
    }

    private static string Count(long number, string noun) => FormattableString.Invariant($"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Describe(ClusterNodeStatus node)
    {
        if (node.Name is null)
        {
            return $"{node.Address}: does not answer";
        }
        double rate = node.Episodes / Math.Max(1, node.Since.TotalSeconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{node.Name}: {Count(node.Cores, "core")}, {Count(node.Lots, "lot")} in work, {Count(node.Episodes, "episode")}, {rate:F1}/s since it began, "
            + $"{Count(node.Failures, "failure")}"
            + $"{(node.IsSame ? "" : $"; its version differs: {node.Identity}")}");
    }
}
