using System.Globalization;
using RlQuery.Benchmarks.Output;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>Hundreds of workers whose episodes sleep: throughput, and how long the end is held up.</summary>
internal static class Simulation
{
    private static readonly int[] Workers = [8, 16, 32, 64, 128, 256, 512];
    private static readonly int[] Milliseconds = [5, 50];

    /// <summary>The table.</summary>
    public static Table Run()
    {
        double client = ClientCost.Measure();
        var rows = new List<string[]>();
        foreach (int milliseconds in Milliseconds)
        {
            foreach (string nodes in (string[])[SimulatedCase.Alike, SimulatedCase.Slow, SimulatedCase.Dying])
            {
                rows.AddRange(Workers.Select(workers => Row(new SimulatedCase(workers, milliseconds, nodes), client)));
            }
        }
        return new Table(
            ["episode_ms", "nodes", "workers", "client_us", "episodes", "seconds", "episodes_per_second", "share_of_possible", "last_percent_s"], rows);
    }

    private static string[] Row(SimulatedCase one, double client)
    {
        (double late, double all) = one.Run(client);
        return
        [
            Number(one.Milliseconds), one.Nodes, Number(one.Workers), Number(1e6 * client), Number(one.Episodes), Number(all), Number(one.Episodes / all),
            Number(one.LeastSeconds / all), Number(all - late),
        ];
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "F0" : "G3", CultureInfo.InvariantCulture);
}
