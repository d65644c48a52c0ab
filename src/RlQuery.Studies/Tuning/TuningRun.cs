using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Results;
using RlQuery.Studies.Training;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;
using RlQuery.Torch.Tuning;

namespace RlQuery.Studies.Tuning;

/// <summary>A tuning from its plan to its folder: training runs, of which the better ones go on.</summary>
/// <param name="Plan">What is tried.</param>
/// <param name="File">The environment file.</param>
/// <param name="Jobs">Number of threads; changes no result.</param>
internal sealed record TuningRun(TuningPlan Plan, string File, int Jobs)
{
    /// <summary>Who plays the episodes; null for this process.</summary>
    public IParcelNodes? Nodes { get; init; }

    /// <summary>Trains and scores the trials that the folder does not hold yet.</summary>
    public TuningResults Run(TuningFolder folder, IStudyProgress progress, CancellationToken cancellation)
    {
        progress.Tell([.. Plan.Environment.Training, .. Plan.Environment.Validation]);
        var rows = new List<TrialRow>(folder.Begin(Plan));
        if (rows.Count > 0)
        {
            progress.Note($"resuming with {rows.Count} of {Plan.Rungs.Sum(rung => rung.Trials)} scores");
        }
        try
        {
            progress.Track(new StudyStage("tune", TuningProgress.Total(Plan)), report =>
            {
                RemoteRounds? players = PlayersOf(Plan.Environment, progress);
                using var score = new Lazy(() => new TrialScore(Plan.Environment, Plan.Repeats, (ulong)Plan.Seed, Jobs, players, cancellation));
                Play(folder, rows, new Watched(progress, new TuningProgress(Plan, report, Nodes)), score, cancellation);
                return true;
            });
        }
        catch (OperationCanceledException stop)
        {
            throw new StudyStoppedException($"what was tried is kept in {folder.Target}", stop);
        }
        NoteShortRungs(progress, rows);
        TrialRow best = Best(rows);
        JsonObject environment = TunedEnvironment.Of(File, Plan.Agent, Plan.Space.Settings(Plan.Drawn(best.Trial)), folder.Target);
        folder.Finish(environment, TrialScores.Draw(Plan, rows, best.Trial));
        return new TuningResults(folder.Target, Plan.Names, rows, best) { Reference = Plan.Environment.Task.Reference };
    }

    private void Play(TuningFolder folder, List<TrialRow> rows, Watched watched, Lazy score, CancellationToken cancellation)
    {
        IReadOnlyList<int> trials = [.. Enumerable.Range(1, Plan.Trials)];
        for (int rung = 1; rung <= Plan.Rungs.Count; rung++)
        {
            int steps = Plan.Rungs[rung - 1].Steps;
            foreach (int trial in trials)
            {
                TrialRow? row = rows.Find(row => row.Trial == trial && row.Rung == rung);
                if (row is null)
                {
                    cancellation.ThrowIfCancellationRequested();
                    watched.Trials.Begin(rung, trial);
                    (long made, double gain) = Train(folder.Trial(trial), trial, steps, watched, score, cancellation);
                    row = new TrialRow(trial, rung, made, gain, Plan.Values(trial));
                    rows.Add(row);
                    folder.Keep(Plan, rows);
                }
                watched.Trials.End(rung, row);
            }
            int count = rung < Plan.Rungs.Count ? Plan.Rungs[rung].Trials : 1;
            IReadOnlyList<int> left = SuccessiveHalving.Best(rows.Where(row => row.Rung == rung).Select(row => (row.Trial, row.Score)), count);
            folder.Drop(trials.Except(left));
            trials = left;
        }
    }

    /// <summary>Trials are not at equal steps if a single episode takes more steps than a rung has.</summary>
    private void NoteShortRungs(IStudyProgress progress, List<TrialRow> rows)
    {
        long longest = rows.Where(row => row.Rung == 1).Max(row => row.Steps);
        int given = Plan.Rungs[0].Steps;
        if (longest > (long)Plan.Eta * given)
        {
            progress.Note(
                $"note: rung 1 ends at step {given}, but an episode of training is never cut, "
                + $"and trial {rows.First(row => row.Rung == 1 && row.Steps == longest).Trial} made {longest}; "
                + $"--steps {Math.Ceiling((double)Plan.Steps / given * longest / Plan.Eta):F0} or more compares trials at like steps");
        }
    }

    private (long Steps, double Score) Train(string folder, int trial, int steps, Watched watched, Lazy score, CancellationToken cancellation)
    {
        using var taken = OutputLock.Take(folder);
        LoadedEnvironment environment = Plan.EnvironmentOf(trial);
        RemoteRounds? players = PlayersOf(environment, watched.Study);
        var options = new TrainerOptions
        {
            Out = folder,
            Seed = (ulong)Plan.Seed,
            Steps = steps,
            Resume = TrainingFolder.HoldsCheckpoint(folder),
            Jobs = Jobs,
            Device = TorchRuntime.Initialize("cpu"),
            Players = players,
        };
        TrainingResult result = new Trainer(environment, Plan.Agent, options, [watched.Trials]).Run(cancellation);
        FolderUpdate.Apply(folder, result.Write);
        return (result.Steps, players is null
            ? score.Value.Of(PolicyReader.Load(folder, Plan.Environment.Parts))
            : score.Value.Of(result, players, cancellation));
    }

    private RemoteRounds? PlayersOf(LoadedEnvironment environment, IStudyProgress progress) =>
        Nodes is null ? null : new RemoteRounds(environment, Plan.Agent, (ulong)Plan.Seed, Nodes, progress.Note);

    private TrialRow Best(List<TrialRow> rows)
    {
        TrialRow[] last = [.. rows.Where(row => row.Rung == Plan.Rungs.Count)];
        int best = SuccessiveHalving.Best(last.Select(row => (row.Trial, row.Score)), 1)[0];
        return last.Single(row => row.Trial == best);
    }

    /// <summary>Who is told how it goes.</summary>
    private sealed record Watched(IStudyProgress Study, TuningProgress Trials);

    /// <summary>Scores nothing before there is something to score.</summary>
    private sealed class Lazy(Func<TrialScore> create) : IDisposable
    {
        private TrialScore? _score;

        public TrialScore Value => _score ??= create();

        public void Dispose() => _score?.Dispose();
    }
}
