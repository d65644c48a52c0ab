using System.CommandLine;
using System.Net;
using System.Runtime.CompilerServices;
using RlQuery.Cli.Labelling;
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

    private readonly Option<string> _listen = new("--listen")
    {
        HelpName = "ADDRESS",
        Description = "Address of this machine that the others reach, such as 192.168.0.7; the cluster file must name a certificate. "
            + "Default: 127.0.0.1, this machine alone.",
    };

    private readonly Option<bool> _allowParts = new("--allow-parts")
    {
        Description = "Also run the code of assemblies that clients name by --parts. Default: none that was sent is run.",
    };

    private readonly Option<string> _metrics = new("--metrics")
    {
        HelpName = "PORT",
        Description = "Port of this machine alone for Prometheus: http://127.0.0.1:PORT/metrics. Default: none.",
    };

    public WorkerVerb(Terminal terminal)
        : base(
            "worker", "Play episodes for commands with --cluster, here or on another machine, until Ctrl+C.",
            "rlquery worker --cluster cluster.json",
            "rlquery worker --cluster cluster.json --cores 4 --listen 192.168.0.7")
    {
        Add(_cluster);
        Add(_cores);
        Add(_listen);
        Add(_allowParts);
        Add(_metrics);
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        int cores = faults.Integer("cores", parsed.GetValue(_cores), 1, 1024, Environment.ProcessorCount);
        int metrics = faults.Integer("metrics", parsed.GetValue(_metrics), 1, ushort.MaxValue, 0);
        string? address = parsed.GetValue(_listen);
        IPAddress? listen = address is null ? IPAddress.Loopback : IPAddress.TryParse(address, out IPAddress? given) ? given : null;
        if (listen is null || listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any))
        {
            faults.Add($"listen: {PlainText.OneLine(address!)} is not allowed; give the IP address of this machine that the others reach, such as 192.168.0.7");
        }
        Run(
            parsed.GetRequiredValue(_cluster), cores, listen ?? IPAddress.Loopback, metrics == 0 ? null : metrics, faults, PartsOption.Read(parsed),
            parsed.GetValue(_allowParts), terminal);
        return ExitCode.Success;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(string file, int cores, IPAddress listen, int? metrics, Faults faults, Parts parts, bool allowParts, Terminal terminal)
    {
        ClusterDefinition? cluster = faults.Collect(() => ClusterFile.Read(file));
        faults.ThrowIfAny();
        ClusterWorker.RunAsync(cluster!, cores, listen, parts, allowParts, metrics, Tell, terminal.Cancellation).GetAwaiter().GetResult();

        void Tell(string line)
        {
            terminal.Output.WriteLine(line);
            terminal.Output.Flush();
        }
    }
}
