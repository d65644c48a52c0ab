using Orleans.Configuration;

namespace RlQuery.Cluster.Hosting;

/// <summary>How soon the processes of a cluster notice that one is gone, and the bounds of their messages.</summary>
internal static class ClusterTimes
{
    /// <summary>The longest message: a lot with its context, or answers, and room for what is around them.</summary>
    public const int MostMessageBytes = 64 << 20;

    /// <summary>The longest wait for an answer; a node itself answers within a second.</summary>
    public static TimeSpan Answer { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Sets how silos watch each other: a dead one is noticed within about ten seconds.</summary>
    public static void Set(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(3);
        options.NumMissedProbesLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        // A silo that was killed with all others is not waited for by the next one that begins.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
        options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
    }
}
