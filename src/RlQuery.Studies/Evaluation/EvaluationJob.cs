using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Learners;
using RlQuery.Studies.Attention;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Parcels;

namespace RlQuery.Studies.Evaluation;

/// <summary>The episodes of an evaluation, and how they are run.</summary>
/// <param name="Environments">The environments that it comes from, as results name them; at least one.</param>
/// <param name="Plan">What is compared.</param>
internal sealed record EvaluationJob(IReadOnlyList<LoadedEnvironment> Environments, EvaluationPlan Plan)
{
    /// <summary>Number of threads.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>The learned policies: their names among the strategies, and their folders.</summary>
    public IReadOnlyList<(string Name, string Folder)> PolicyFolders { get; init; } = [];

    /// <summary>Who plays the episodes; null for this process.</summary>
    public IParcelNodes? Nodes { get; init; }

    /// <summary>Number of seeds of each set on which to measure what learned policies attend to; 0 for none.</summary>
    public int AttentionRepeats { get; init; }

    /// <summary>Who may read at most what comes of it.</summary>
    public UnixFileMode Most => FileModes.Of(Plan.Data.Select(set => set.Source));

    /// <summary>All that the results depend on.</summary>
    public EvaluationSettings Settings => EvaluationManifest.Describe(Plan, [.. Environments.Select(one => (one.Name, one.Hash))], AttentionRepeats);

    /// <summary>Plays the episodes that are not kept.</summary>
    /// <param name="shard">Which part of them.</param>
    /// <param name="kept">Those that were played before.</param>
    /// <param name="ended">Called for each episode, from several threads.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <returns>All episodes of the shard.</returns>
    public EvaluationResult Play(
        Shard shard, IReadOnlyList<EpisodeOutcome> kept, Action<EpisodeOutcome> ended, IStudyProgress progress, CancellationToken cancellation)
    {
        IReadOnlyList<GridCell> cells = Settings.Cells(shard);
        var outcomes = kept.ToDictionary(outcome => outcome.Cell);
        GridCell[] left = [.. cells.Where(cell => !outcomes.ContainsKey(cell))];
        var stage = new StudyStage("evaluate", cells.Count) { Kept = outcomes.Count, Unit = "episodes" };
        IReadOnlyList<EpisodeOutcome> played = progress.Track(stage, report =>
        {
            var meter = new EpisodeMeter(outcomes.Count, report, () => Nodes?.Words ?? "");
            void Count(EpisodeOutcome outcome)
            {
                ended(outcome);
                meter.Count(outcome);
            }
            return Nodes is not null && left.Length > 0
                ? new RemoteEpisodes(this, Nodes).Run(left, Count, progress.Note, cancellation)
                : EvaluationRun.Run(Plan, left, new ParallelExecutor(Jobs), Count, cancellation);
        });
        foreach (EpisodeOutcome outcome in played)
        {
            outcomes.Add(outcome.Cell, outcome);
        }
        return new EvaluationResult([.. cells.Select(cell => outcomes[cell])]);
    }

    /// <summary>Measures what policies attend to, if requested.</summary>
    /// <returns>The results, by the name of the learner.</returns>
    public IReadOnlyDictionary<string, AttentionResult> Attend(IStudyProgress progress, CancellationToken cancellation)
    {
        var attention = new Dictionary<string, AttentionResult>();
        if (AttentionRepeats > 0 && AttentionStudy.Episodes(Plan, AttentionRepeats) is > 0 and int count)
        {
            foreach (ILearnerFactory learner in Plan.Learners)
            {
                attention[learner.Name] = progress.Track(new StudyStage("attention", count), report => AttentionStudy.Run(
                    Plan, learner, AttentionRepeats, Jobs, done => report.Report(new StageProgress(done, $"{done} of {count} episodes")), cancellation));
            }
        }
        return attention;
    }
}
