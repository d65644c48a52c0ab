using System.Diagnostics;
using System.Text.Json;
using RlQuery.Benchmarks.Problems;
using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Compare;

/// <summary>An active-learning loop, one query at a time: choose, refit, predict the pool and the test rows.</summary>
/// <remarks>The reference is timed with scikit-learn's default tolerance and compared with at a tight one.</remarks>
internal sealed class LoopContest : IContest
{
    // Our loop is short against the clock's noise: it is repeated, and its median taken.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private const int FewestRuns = 3;

    private readonly ReferenceProcess _reference;
    private readonly LoopOptions _options;
    private readonly Problem[] _problems;
    private readonly string[] _folders;

    public LoopContest(ReferenceProcess reference, ExchangeFolder exchange, Dataset data, LoopOptions options)
    {
        _reference = reference;
        _options = options;
        int problems = Math.Max(options.Turns, options.Seeds);
        _problems = [.. Enumerable.Range(0, problems).Select(seed => BenchmarkData.Protocol.Create(data, (ulong)seed))];
        _folders = [.. _problems.Select((problem, seed) => exchange.Write($"{options.Rule}-{data.Name}-{seed}", problem, (ulong)seed))];
    }

    public string Work => _options.Work;

    public string Unit => "query";

    public double Goal => _options.Goal;

    public int Turns => _options.Turns;

    public double Ours(int turn)
    {
        var times = new List<double>();
        long began = Stopwatch.GetTimestamp();
        do
        {
            double start = ProcessorTime.Now;
            _options.Loop.Run(_problems[turn], (ulong)turn, Queries(turn));
            times.Add((ProcessorTime.Now - start) / Queries(turn));
        }
        while (times.Count < FewestRuns || Stopwatch.GetElapsedTime(began) < Least);
        return Median.Of(times);
    }

    public double Reference(int turn) => Ask(turn, tight: false, follow: null).GetProperty("seconds").GetDouble();

    public Agreement Compare()
    {
        var differences = new List<double>();
        int same = 0;
        int picks = 0;
        double gap = 0;
        for (int seed = 0; seed < _options.Seeds; seed++)
        {
            (double aubc, int[] chosen) = _options.Loop.Run(_problems[seed], (ulong)seed, Queries(seed));
            JsonElement followed = Ask(seed, tight: true, chosen);
            int agreed = followed.GetProperty("same").GetInt32();
            // Where the reference would have picked the same rows throughout, its own run is this one.
            JsonElement own = agreed == chosen.Length ? followed : Ask(seed, tight: true, follow: null);
            differences.Add(Math.Abs(aubc - own.GetProperty("aubc").GetDouble()));
            picks += chosen.Length;
            same += agreed;
            gap = Math.Max(gap, followed.GetProperty("gap").GetDouble());
        }
        return new Agreement(_options.Seeds, differences.Average(), differences.Max(), picks, same, gap);
    }

    private int Queries(int problem) => Math.Min(_options.Labels, _problems[problem].Items.Count) - _problems[problem].Start.Length;

    private JsonElement Ask(int problem, bool tight, int[]? follow) =>
        _reference.Ask(new { work = "loop", folder = _folders[problem], rule = _options.Rule, queries = Queries(problem), tight, follow });
}
