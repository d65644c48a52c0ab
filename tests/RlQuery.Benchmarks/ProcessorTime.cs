namespace RlQuery.Benchmarks;

/// <summary>
/// Seconds of processor time that this process has used: on a machine that does other things too, it counts what the clock on the wall would not.
/// </summary>
internal static class ProcessorTime
{
    public static double Now => Environment.CpuUsage.TotalTime.TotalSeconds;
}
