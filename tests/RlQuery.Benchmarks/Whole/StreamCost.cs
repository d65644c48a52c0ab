using System.Globalization;
using RlQuery.Core.Numerics;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Live;

namespace RlQuery.Benchmarks.Whole;

/// <summary>What a live stream costs: items of ten numbers as lines of JSON, a tenth of which are asked for and labelled, kept in a folder as ever.</summary>
internal static class StreamCost
{
    private const int Items = 100_000;
    private const int Columns = 10;

    /// <summary>Items that a second of one core answers.</summary>
    public static double Measure(IStreamStrategy strategy, string learner)
    {
        string[] lines = [.. Lines()];
        string folder = Directory.CreateTempSubdirectory("rlquery-stream-").FullName;
        try
        {
            using var stream = LiveRun.Open(Path.Combine(folder, "state"), new LiveSettings
            {
                Strategy = strategy,
                Learner = StreamLearners.Find(learner),
                Classes = ["a", "b"],
                Rate = 0.1,
            });
            double start = ProcessorTime.Now;
            for (int i = 0; i < lines.Length; i++)
            {
                if (stream.Answer(lines[i], i, out _).Contains("\"ask\":true", StringComparison.Ordinal))
                {
                    stream.Answer(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"label\":\"{(i % 2 == 0 ? "a" : "b")}\"}}"), i, out _);
                }
            }
            return lines.Length / (ProcessorTime.Now - start);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Classes a and b in turns, which the first column tells, with noise.
    private static IEnumerable<string> Lines()
    {
        var draws = new Pcg64(1, "stream");
        for (int i = 0; i < Items; i++)
        {
            IEnumerable<string> cells = Enumerable.Range(0, Columns).Select(column =>
                string.Create(CultureInfo.InvariantCulture, $"\"c{column}\":{draws.NextGaussian() + (column == 0 ? i % 2 * 2 : 0):F4}"));
            yield return string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"features\":{{{string.Join(',', cells)}}}}}");
        }
    }
}
