using System.Globalization;
using System.Text.Json.Nodes;
using RlQuery.Core.Policies;
using RlQuery.Studies;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;
using RlQuery.Torch.Tuning;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>A tuning from its plan to its folder: training runs, of which the better ones go on.</summary>
/// <param name="Plan">What is tried.</param>
/// <param name="File">The environment file.</param>
/// <param name="Jobs">Number of threads; changes no result.</param>
internal sealed record TuneJob(TunePlan Plan, string File, int Jobs)
{
    private const int Shown = 10;

    /// <summary>Trains and scores what the folder does not hold yet.</summary>
    public void Run(Terminal terminal, TuneFolder folder)
    {
        var rows = new List<TrialRow>(folder.Begin(Plan));
        if (rows.Count > 0)
        {
            terminal.Error.WriteLine($"resuming with {rows.Count} of {Plan.Rungs.Sum(rung => rung.Trials)} scores");
        }
        try
        {
            ProgressDisplay.Track(terminal, "tune", TuneProgress.Total(Plan), report =>
            {
                using var score = new Lazy(() => new TrialScore(Plan.Environment, Plan.Repeats, (ulong)Plan.Seed, Jobs));
                Play(terminal, folder, rows, new TuneProgress(Plan, report), score);
                return true;
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"what was tried is kept in {folder.Target}; the same command with --resume goes on");
            throw;
        }
        NoteShortRungs(terminal, rows);
        TrialRow best = Best(rows);
        JsonObject environment = TunedEnvironment.Of(File, Plan.Agent, Plan.Space.Settings(Plan.Drawn(best.Trial)), folder.Target);
        folder.Finish(environment, TrialsFigure.Create(Plan, rows, best.Trial));
        Print(terminal, folder, rows, best);
    }

    private void Play(Terminal terminal, TuneFolder folder, List<TrialRow> rows, TuneProgress progress, Lazy score)
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
                    terminal.Cancellation.ThrowIfCancellationRequested();
                    progress.Begin(rung, trial);
                    long made = Train(terminal, folder.Trial(trial), trial, steps, progress);
                    row = new TrialRow(trial, rung, made, score.Value.Of(PolicyReader.Load(folder.Trial(trial))), Plan.Values(trial));
                    rows.Add(row);
                    folder.Keep(Plan, rows);
                }
                progress.End(rung, row);
            }
            int count = rung < Plan.Rungs.Count ? Plan.Rungs[rung].Trials : 1;
            IReadOnlyList<int> left = SuccessiveHalving.Best(rows.Where(row => row.Rung == rung).Select(row => (row.Trial, row.Score)), count);
            folder.Drop(trials.Except(left));
            trials = left;
        }
    }

    /// <summary>Trials are not compared at equal steps where a single round takes more than a rung gives.</summary>
    private void NoteShortRungs(Terminal terminal, List<TrialRow> rows)
    {
        long longest = rows.Where(row => row.Rung == 1).Max(row => row.Steps);
        int given = Plan.Rungs[0].Steps;
        if (longest > (long)Plan.Eta * given)
        {
            terminal.Error.WriteLine(
                $"note: rung 1 ends at step {given}, but a round of training is never cut, and trial {rows.First(row => row.Rung == 1 && row.Steps == longest).Trial} made {longest}; "
                + $"--steps {Math.Ceiling((double)Plan.Steps / given * longest / Plan.Eta):F0} or more compares trials at like steps");
        }
    }

    private long Train(Terminal terminal, string folder, int trial, int steps, ITrainingCallback progress)
    {
        var options = new TrainerOptions
        {
            Out = folder,
            Seed = (ulong)Plan.Seed,
            Steps = steps,
            Resume = PolicyTarget.HoldsCheckpoint(folder),
            Jobs = Jobs,
            Device = TorchRuntime.Initialize("cpu"),
        };
        TrainingResult result = new Trainer(Plan.EnvironmentOf(trial), Plan.Agent, options, [progress]).Run(terminal.Cancellation);
        FolderUpdate.Apply(folder, result.Write);
        return result.Steps;
    }

    private TrialRow Best(List<TrialRow> rows)
    {
        TrialRow[] last = [.. rows.Where(row => row.Rung == Plan.Rungs.Count)];
        int best = SuccessiveHalving.Best(last.Select(row => (row.Trial, row.Score)), 1)[0];
        return last.Single(row => row.Trial == best);
    }

    /// <summary>Prints the trials that went furthest, with their last scores.</summary>
    private void Print(Terminal terminal, TuneFolder folder, List<TrialRow> rows, TrialRow best)
    {
        Table table = Tables.Create(["trial", "rung", "steps", "to margin", .. Plan.Names]).Numbers(..4);
        IEnumerable<TrialRow> ends = rows.GroupBy(row => row.Trial).Select(own => own.MaxBy(row => row.Rung)!)
            .OrderByDescending(row => row.Rung).ThenByDescending(row => row.Score).ThenBy(row => row.Trial);
        foreach (TrialRow row in ends.Take(Shown))
        {
            table.Row([Text(row.Trial), Text(row.Rung), Text(row.Steps), ResultTables.Signed(row.Score), .. row.Settings]);
        }
        terminal.Write(table);
        TrialRow own = rows.Where(row => row.Trial == 1).MaxBy(row => row.Rung)!;
        terminal.Output.WriteLine(
            $"best: trial {best.Trial}, {ResultTables.Signed(best.Score)} to margin on the validation sets at step {best.Steps}"
            + (best.Trial == 1 ? ", the settings of the environment file" : $"; the settings of the environment file (trial 1): {ResultTables.Signed(own.Score)} at step {own.Steps}"));
        terminal.Output.WriteLine($"settings: {Path.Combine(folder.Target, TuneFolder.BestName)}, which 'rlquery train' takes; policy: {folder.Trial(best.Trial)}; all trials: {Path.Combine(folder.Target, TrialsFile.Name)}");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Scores nothing before there is something to score.</summary>
    private sealed class Lazy(Func<TrialScore> create) : IDisposable
    {
        private TrialScore? _score;

        public TrialScore Value => _score ??= create();

        public void Dispose() => _score?.Dispose();
    }
}
