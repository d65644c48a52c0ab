using RlQuery.Core;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Policies;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Streams;

/// <summary>Compares strategies over streams, learners, rates and seeds, paired: with the same seed, all see the same stream.</summary>
/// <remarks>A run takes a fraction of a second, so a study that is stopped begins again.</remarks>
public sealed class StreamStudy : IDisposable
{
    private readonly StreamStudyOptions _options;
    private readonly IReadOnlyList<IStreamSource> _sources;
    private readonly OutputFolder _folder;
    private readonly OutputLock _lock;

    private StreamStudy(StreamStudyOptions options, IReadOnlyList<IStreamSource> sources, OutputFolder folder, OutputLock taken) =>
        (_options, _sources, _folder, _lock) = (options, sources, folder, taken);

    /// <summary>Checks all options and reads the tables. From here to the end of its run, only this study writes its folder.</summary>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    public static StreamStudy Open(StreamStudyOptions options) => StudyLock.Open(options.Out, taken =>
    {
        var faults = new Faults();
        StreamStudyOptions.FindRates(options.Rates, faults);
        IStreamStrategy[] policies = [.. options.Policies.Select(folder => faults.Collect(() => Policy(folder, options.Streams))).OfType<IStreamStrategy>()];
        options = options with { Strategies = [.. policies, .. options.Strategies] };
        faults.Once("strategy", options.Strategies.Select(strategy => strategy.Name));
        faults.Within("items", options.Items, StreamStudyOptions.MostItems, 0);
        faults.Within("seeds", options.FirstSeed, Limits.FirstSeed, 0);
        faults.Within("seeds", options.Seeds, Limits.Repeats, 0);
        faults.Within("jobs", options.Jobs, Limits.Jobs, 1);
        IReadOnlyList<IStreamSource> sources = StreamSourceChoice.Open(options.Streams, options.Target, options.Numbers, options.Parts, faults);
        OutputFolder? folder = faults.Collect(() => new OutputFolder(options.Out));
        faults.ThrowIfAny();
        return new StreamStudy(options, sources, folder!, taken);
    });

    /// <summary>Plays all runs and writes the folder.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the study before its end; nothing is written then.</param>
    /// <returns>All runs: by stream, learner, rate, strategy and seed.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<StreamRun> Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using (_lock)
        {
            _folder.Probe();
            Func<StreamRun>[] plans = [.. Plans()];
            var runs = new StreamRun[plans.Length];
            (progress ?? NoProgress.Instance).Track(new StudyStage("streams", plans.Length) { Unit = "runs" }, report =>
            {
                int done = 0;
                var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Jobs, CancellationToken = cancellation };
                Parallel.For(0, plans.Length, parallel, i =>
                {
                    runs[i] = plans[i]();
                    lock (runs)
                    {
                        report.Report(new StageProgress(++done, ""));
                    }
                });
                return done;
            });
            _folder.Write(fresh =>
            {
                StreamTables.Runs(runs).Write(Path.Combine(fresh, "runs.csv.gz"));
                StreamTables.Summary(runs).Write(Path.Combine(fresh, "summary.csv"));
                StreamTables.Curves(runs).Write(Path.Combine(fresh, "curves.csv.gz"));
                StreamTables.Ranks(runs).Write(Path.Combine(fresh, "ranks.csv"));
                StreamTables.Verdicts(runs).Write(Path.Combine(fresh, "verdicts.csv"));
                StreamFigures.Write(runs, [.. _options.Strategies.OfType<StreamPolicy>().Select(policy => policy.Name)], fresh);
            });
            return runs;
        }
    }

    /// <summary>Lets go of the folder of a study that is not run after all.</summary>
    public void Dispose() => _lock.Dispose();

    private static IStreamStrategy Policy(string folder, IReadOnlyList<string> streams)
    {
        string[] seen = [.. StreamPolicyFolder.TrainedOn(folder).Intersect(streams)];
        return seen.Length == 0
            ? StreamPolicyFolder.Load(folder)
            : throw new InvalidInputException($"policy: {folder} was trained on {string.Join(", ", seen)}; evaluate it on other streams");
    }

    private IEnumerable<Func<StreamRun>> Plans() =>
        from source in _sources
        from learner in _options.Learners
        from rate in _options.Rates
        from strategy in _options.Strategies
        from seed in Enumerable.Range(_options.FirstSeed, _options.Seeds)
        select (Func<StreamRun>)(() => Play(source, learner, rate, strategy, seed));

    private StreamRun Play(IStreamSource source, IIncrementalLearnerFactory learner, double rate, IStreamStrategy strategy, int seed)
    {
        var run = PrequentialRun.Play(source, learner, strategy, rate, _options.Items, (ulong)seed);
        return new StreamRun(
            source.Name, learner.Name, rate, strategy.Name, seed, run.Items, run.Asked, run.Accuracy, run.Kappa,
            [.. run.Curve(StreamRun.Window).Select(window => window.Accuracy)]);
    }
}
