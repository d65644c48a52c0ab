using RlQuery.Core;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Results;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Evaluation;

/// <summary>Compares strategies and learned policies over data sets and seeds, and writes tables, figures and <c>report.html</c>.</summary>
public sealed class EvaluationStudy : IDisposable
{
    private readonly EvaluationJob _job;
    private readonly EvaluationOptions _options;
    private readonly OutputLock _lock;

    internal EvaluationStudy(EvaluationJob job, EvaluationOptions options, OutputLock taken) => (_job, _options, _lock) = (job, options, taken);

    /// <summary>First seed, as options, an experiment file or the default say.</summary>
    public int FirstSeed => (int)_job.Plan.Seed;

    /// <summary>Number of seeds, at least 1.</summary>
    public int Repeats => _job.Plan.Repeats;

    /// <summary>Checks all options; nothing is run or written. From here to the end of its run, only this study writes into its folder.</summary>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    public static EvaluationStudy Open(EvaluationOptions options) => StudyLock.Open(options.Out, taken => Open(options, taken));

    private static EvaluationStudy Open(EvaluationOptions options, OutputLock taken)
    {
        var faults = new Faults();
        options = options.WithExperiment(faults);
        EvaluationJob? job = EvaluationPlanning.Job(options, faults);
        int jobs = faults.Within("jobs", options.Jobs, Limits.Jobs, Environment.ProcessorCount);
        if (job is { AttentionRepeats: > 0 } && !options.Shard.IsWhole)
        {
            faults.Add("attention: not together with --shard; shards are joined without the policies");
        }
        if (job is { Nodes: not null })
        {
            EvaluationParcel.Check(job.Plan.Data, job.Plan.Learners, job.Plan.Identities, faults);
        }
        if (options.Replace)
        {
            faults.Collect(() => new OutputFolder(options.Out, replace: true));
        }
        else
        {
            new EvaluationFolder(options.Out).Check(options.Resume, faults);
        }
        faults.ThrowIfAny();
        return new EvaluationStudy(job! with { Jobs = jobs }, options, taken);
    }

    /// <summary>Joins the shards of an evaluation to the files of a whole one.</summary>
    /// <param name="shards">Folders of all shards, in any order.</param>
    /// <param name="folder">Folder for the files of the whole evaluation; it must not exist.</param>
    /// <param name="parts">The analyses, and the parts that shards name; null for <see cref="StudyParts"/>.</param>
    /// <exception cref="InvalidInputException">They are not the shards of one evaluation, or the folder exists.</exception>
    public static EvaluationResults Merge(IReadOnlyList<string> shards, string folder, Parts? parts = null)
    {
        using var taken = OutputLock.Take(folder);
        var faults = new Faults();
        JournalContent?[] contents = [.. shards.Select(shard => faults.Collect(() => ReadShard(shard, parts ?? StudyParts.Create())))];
        OutputFolder? output = faults.Collect(() => new OutputFolder(folder));
        faults.ThrowIfAny();

        (EvaluationSettings settings, EvaluationResult result) = ShardMerge.Join([.. shards.Zip(contents, (shard, content) => (shard, content!))]);
        output!.Probe();
        var files = new EvaluationFiles(settings, result);
        output.Write(files.Write, FileModes.Of(shards.Select(shard => Path.Combine(shard, EpisodeJournal.Name))));
        return Of(folder, files, result);
    }

    /// <summary>Runs the episodes that the folder does not hold yet, and writes its files.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="InvalidInputException">The folder holds another evaluation, or cannot be written.</exception>
    /// <exception cref="StudyStoppedException">It was cancelled, and what was evaluated is kept.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before there was anything to keep.</exception>
    public EvaluationResults Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using (_lock)
        {
            progress ??= NoProgress.Instance;
            progress.Tell(_job.Plan.Data);
            foreach (string note in _job.Settings.Notes)
            {
                progress.Note($"note: {note}");
            }
            return _options.Replace ? RunAnew(progress, cancellation) : RunOn(progress, cancellation);
        }
    }

    /// <summary>Lets go of the folder of a study that is not run after all.</summary>
    public void Dispose() => _lock.Dispose();

    private static EvaluationResults Of(string folder, EvaluationFiles files, EvaluationResult result) => new(folder, files.Learners)
    {
        Episodes = result.Outcomes.Count,
        Failures = result.Failures,
        FailuresFile = Path.Combine(folder, FailuresFile.Name),
    };

    private static JournalContent ReadShard(string folder, Parts parts) => File.Exists(Path.Combine(folder, EpisodeJournal.Name))
        ? JournalContent.Read(Path.Combine(folder, EpisodeJournal.Name), parts)
        : throw new InvalidInputException($"{folder}: {(Directory.Exists(folder) ? "holds no shard" : "there is no such folder")}");

    private EvaluationResults RunAnew(IStudyProgress progress, CancellationToken cancellation)
    {
        var output = new OutputFolder(_options.Out, replace: true);
        output.Probe();
        EvaluationResult result = _job.Play(Shard.Whole, [], _ => { }, progress, cancellation);
        var files = new EvaluationFiles(_job.Settings, result, _job.Attend(progress, cancellation));
        output.Write(files.Write, _job.Most);
        return Of(output.Target, files, result);
    }

    private EvaluationResults RunOn(IStudyProgress progress, CancellationToken cancellation)
    {
        var folder = new EvaluationFolder(_options.Out, _job.Most);
        EvaluationSettings settings = _job.Settings;
        if (folder.IsFinished(settings, _options.Shard))
        {
            return new EvaluationResults(folder.Target, []) { WasFinished = true };
        }
        IReadOnlyList<EpisodeOutcome> kept = folder.Kept(settings, _options.Shard, progress);
        FolderUpdate.Probe(folder.Target);
        EvaluationResult result = Play(folder, settings, kept, progress, cancellation);
        if (!_options.Shard.IsWhole)
        {
            folder.WriteShard(settings, _options.Shard, result);
            return new EvaluationResults(folder.Target, [])
            {
                Shard = _options.Shard,
                Episodes = result.Outcomes.Count,
                Failures = result.Failures,
                FailuresFile = folder.Journal,
            };
        }
        var files = new EvaluationFiles(settings, result, _job.Attend(progress, cancellation));
        folder.Write(files, result.Failures.Count > 0);
        return Of(folder.Target, files, result);
    }

    private EvaluationResult Play(
        EvaluationFolder folder, EvaluationSettings settings, IReadOnlyList<EpisodeOutcome> kept, IStudyProgress progress, CancellationToken cancellation)
    {
        using EpisodeJournal journal = folder.Open(settings, _options.Shard);
        try
        {
            return _job.Play(
                _options.Shard, kept, journal.Append, progress, cancellation, () => JournalContent.Watch(folder.Journal, settings.Parts).Outcomes.Values);
        }
        catch (OperationCanceledException stop) when (journal.Exists)
        {
            throw new StudyStoppedException($"what was evaluated is kept in {folder.Target}", stop);
        }
    }
}
