using RlQuery.Core;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Tests.Grids;
using RlQuery.Studies.Watching;

namespace RlQuery.Studies.Tests.Watching;

public sealed class RunBoardTests : IDisposable
{
    private const string Header = "env_steps,episodes,return_mean,loss,sigma,validation_score,validation_error\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-watching-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Runs_are_found_below_a_folder_by_what_they_hold_and_links_are_not_followed()
    {
        Write("runs/one/training.csv", Header);
        Write("runs/two/training.csv", Header);
        Write("runs/two/policy.json", "{}");
        Write("runs/deep/three/episodes.csv", "");
        Write("runs/other/notes.txt", "");
        Write("elsewhere/training.csv", Header);
        Journal("runs/four", 1).Dispose();
        Directory.CreateSymbolicLink(At("runs/link"), At("elsewhere"));
        var board = new RunBoard([At("runs"), At("missing")], Known.Parts);
        Assert.Equal(
            [
                ("runs/deep/three", RunKind.Evaluated), ("runs/four", RunKind.Evaluating), ("runs/one", RunKind.Training), ("runs/two", RunKind.Trained),
            ],
            board.Find().Select(run => (run.Name, run.Kind)));
    }

    [Fact]
    public void The_curves_of_a_training_go_on_as_its_file_does()
    {
        Write("runs/one/training.csv", Header + "0,0,,,,0.000000,0.001000\n");
        var board = new RunBoard([At("runs")], Known.Parts);
        WatchedRun run = Assert.Single(board.Find());
        Assert.Equal("0 steps; no episode has ended yet, validation +0.0000", board.Read(run).Words);
        Write("runs/one/training.csv", Header + "0,0,,,,0.000000,0.001000\n50,2,-0.500000,,1.000000,,\n90,4,0.250000,,1.000000,0.010000,0.002000\n");
        RunView view = board.Read(run);
        Assert.Equal("90 steps; return +0.2500, validation +0.0100", view.Words);
        Assert.Equal([50, 90], view.Curves[0].X);
        Assert.Equal([0, 0.01], view.Curves[1].Y);
        Assert.Equal([0.001, 0.002], view.Curves[1].Error);
    }

    [Fact]
    public void A_journal_is_read_while_a_run_writes_it_and_strategies_are_compared_where_all_have_run()
    {
        using EpisodeJournal journal = Journal("runs/four", 3);
        var board = new RunBoard([At("runs")], Known.Parts);
        WatchedRun run = Assert.Single(board.Find());
        RunView view = board.Read(run);
        int pairs = Cells.Take(3).Where(cell => cell.Learner == Cells[0].Learner).GroupBy(cell => (cell.Episode.Data, cell.Episode.Seed))
            .Count(pair => pair.Count() == 2);
        Assert.StartsWith($"3 of {Cells.Count} episodes", view.Words, StringComparison.Ordinal);
        Assert.Equal(pairs > 0 ? 2 : 0, view.Curves.Count);
        foreach (GridCell cell in Cells.Skip(3))
        {
            journal.Append(GridSamples.Outcome(cell));
        }
        view = board.Read(run);
        Assert.Equal(["random", "mine"], view.Curves.Select(curve => curve.Name));
        // The mean over seeds 0 to 3 of the middle score.
        Assert.Equal(Enumerable.Range(3, 4).Average(seed => Math.Sqrt(2) / (2 + seed)), view.Curves[0].Y[1], 12);
        Assert.Contains("means over 12 pairs", view.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_told_in_words_without_its_path_on_this_machine()
    {
        Write("runs/one/training.csv", Header + "0,0,nonsense,,,,\n");
        Write("runs/two/episodes.journal", "nonsense\n");
        Write("runs/zero/training.csv", Header);
        var board = new RunBoard([At("runs")], Known.Parts);
        string[] words = [.. board.Find().Select(run => board.Read(run).Words)];
        Assert.StartsWith("runs/one/training.csv: line 2 holds 'nonsense'", words[0], StringComparison.Ordinal);
        Assert.StartsWith("runs/two/episodes.journal: is not a journal", words[1], StringComparison.Ordinal);
        Assert.Equal("no episode has ended yet", words[2]);
        Assert.All(board.Find(), run => Assert.DoesNotContain(_folder, board.Read(run).Words, StringComparison.Ordinal));
    }

    private static EvaluationSettings Settings { get; } = GridSamples.Settings();

    private static IReadOnlyList<GridCell> Cells { get; } = Settings.Cells(Shard.Whole);

    private EpisodeJournal Journal(string folder, int episodes)
    {
        Directory.CreateDirectory(At(folder));
        var journal = new EpisodeJournal(Path.Combine(At(folder), EpisodeJournal.Name), Settings, Shard.Whole);
        foreach (GridCell cell in Cells.Take(episodes))
        {
            journal.Append(GridSamples.Outcome(cell));
        }
        return journal;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }
}
