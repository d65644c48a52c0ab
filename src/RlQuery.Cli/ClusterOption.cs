using System.CommandLine;
using System.Runtime.CompilerServices;
using RlQuery.Cluster;
using RlQuery.Cluster.Hosting;
using RlQuery.Studies;
using RlQuery.Studies.Parcels;

namespace RlQuery.Cli;

/// <summary><c>--cluster</c>, of verbs whose episodes may be played by the workers of a cluster.</summary>
/// <remarks>What belongs to the cluster stands in methods of its own: a run on one machine does not load it.</remarks>
internal static class ClusterOption
{
    public const string Name = "--cluster";

    public static Option<string> Create() => new(Name)
    {
        HelpName = "FILE",
        Description = "Cluster file: the episodes are played by its workers (see 'rlquery worker'), and the results are the same bytes. Default: this machine.",
    };

    /// <summary>The workers of the cluster that a command line names, for the caller to dispose of; null where it names none.</summary>
    public static IParcelNodes? Read(string? file, Faults faults) => file is null ? null : ReadFile(file, faults);

    /// <summary>Leaves the cluster, if there is one.</summary>
    public static void Leave(IParcelNodes? nodes) => (nodes as IDisposable)?.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ClusterClient? ReadFile(string file, Faults faults) =>
        faults.Collect(() => ClusterFile.Read(file)) is { } cluster ? new ClusterClient(cluster) : null;
}
