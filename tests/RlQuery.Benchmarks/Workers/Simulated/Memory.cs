using System.Diagnostics;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>Resident memory of this process, in megabytes of a million bytes.</summary>
internal static class Memory
{
    public static double Now => Of(process => process.WorkingSet64);

    public static double Most => Of(process => process.PeakWorkingSet64);

    private static double Of(Func<Process, long> measure)
    {
        using var self = Process.GetCurrentProcess();
        return measure(self) / 1e6;
    }
}
