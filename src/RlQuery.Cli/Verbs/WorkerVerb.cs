using System.CommandLine;
using System.Runtime.CompilerServices;
using RlQuery.Cluster;
using RlQuery.Cluster.Hosting;
using RlQuery.Core;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery worker</c>: plays episodes for the clients of a cluster.</summary>
internal sealed class WorkerVerb : Verb
{
    private readonly Option<string> _cluster = new(ClusterOption.Name)
    {
        HelpName = "FILE",
        Required = true,
        Description = "Cluster file: which cluster, and where its processes find each other.",
    };

    private readonly Option<string> _cores = new("--cores") { HelpName = "N", Description = "Number of threads. Default: one for each processor." };

    public WorkerVerb(Terminal terminal)
        : base(
            "worker", "Play episodes for 'rlquery evaluate --cluster', here or on another machine, until Ctrl+C.",
            "rlquery worker --cluster cluster.json",
            "rlquery worker --cluster cluster.json --cores 4")
    {
        Add(_cluster);
        Add(_cores);
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        int cores = faults.Whole("cores", parsed.GetValue(_cores), Limits.Jobs) ?? Environment.ProcessorCount;
        Run(parsed.GetRequiredValue(_cluster), cores, faults, PartsOption.Read(parsed), terminal);
        return ExitCode.Success;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(string file, int cores, Faults faults, Parts parts, Terminal terminal)
    {
        ClusterDefinition? cluster = faults.Collect(() => ClusterFile.Read(file));
        faults.ThrowIfAny();
        ClusterWorker.RunAsync(cluster!, cores, parts, Tell, terminal.Cancellation).GetAwaiter().GetResult();

        void Tell(string line)
        {
            terminal.Output.WriteLine(line);
            terminal.Output.Flush();
        }
    }
}
