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
    /// <param name="noted">Reads all episodes that have ended where they were noted, so that none need be in memory while nodes play; null where they
    /// were not.</param>
    /// <returns>All episodes of the shard.</returns>
    /// <exception cref="IOException">No node can play them, or an episode was lost where it was noted.</exception>
    public EvaluationResult Play(
        Shard shard, IReadOnlyList<EpisodeOutcome> kept, Action<EpisodeOutcome> ended, IStudyProgress progress, CancellationToken cancellation,
        Func<IEnumerable<EpisodeOutcome>>? noted = null)
    {
        EvaluationSettings settings = Settings;
        int[] places = [.. settings.Places(shard)];
        // By place in the whole grid: of a million episodes, tables by name would take more memory than the curves.
        var outcomes = new EpisodeOutcome?[settings.CellsOf(Shard.Whole)];
        Keep(kept);
        int[] left = [.. places.Where(place => outcomes[place] is null)];
        bool isRemote = Nodes is not null && left.Length > 0;
        bool isNoted = isRemote && noted is not null;
        if (isNoted)
        {
            Array.Clear(outcomes);
        }
        var stage = new StudyStage("evaluate", places.Length) { Kept = places.Length - left.Length, Unit = "episodes" };
        progress.Track(stage, report =>
        {
            var meter = new EpisodeMeter(places.Length - left.Length, report, () => Nodes?.Words ?? "");
            if (isRemote)
            {
                new RemoteEpisodes(this, settings, Nodes!).Run(
                    left,
                    (place, outcome) =>
                    {
                        outcomes[place] = isNoted ? null : outcome;
                        Count(outcome);
                    },
                    progress.Note, cancellation);
                return left.Length;
            }
            IReadOnlyList<EpisodeOutcome> played =
                EvaluationRun.Run(Plan, [.. left.Select(settings.CellAt)], new ParallelExecutor(Jobs), Count, cancellation);
            foreach ((int place, EpisodeOutcome outcome) in left.Zip(played))
            {
                outcomes[place] = outcome;
            }
            return left.Length;

            void Count(EpisodeOutcome outcome)
            {
                ended(outcome);
                meter.Count(outcome);
            }
        });
        Keep(isNoted ? noted!() : []);
        return new EvaluationResult([.. places.Select(
            place => outcomes[place] ?? throw new IOException($"an episode of {settings.CellAt(place).Episode.Data} was played, and is not in the journal"))]);

        void Keep(IEnumerable<EpisodeOutcome> ones)
        {
            foreach (EpisodeOutcome outcome in ones)
            {
                outcomes[settings.PlaceOf(outcome.Cell)!.Value] = outcome;
            }
        }
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
