using System.Text.Json.Nodes;
using RlQuery.Core.Environments;
using RlQuery.Core.Experiments;

namespace RlQuery.Cli;

/// <summary>One evaluation from its plan to its folder and its tables.</summary>
/// <param name="Environment">The environment whose protocol is used.</param>
/// <param name="Plan">What is compared.</param>
/// <param name="PolicyHashes">Identity of each learned policy, by name.</param>
/// <param name="Jobs">Number of threads.</param>
internal sealed record EvaluationJob(
    LoadedEnvironment Environment, EvaluationPlan Plan, IReadOnlyDictionary<string, string> PolicyHashes, int Jobs)
{
    private const string Reference = "margin";

    private static readonly string[] References = ["random", Reference];

    /// <summary>Number of seeds of each set in which to measure what learned policies attend to; 0 for none.</summary>
    public int AttentionRepeats { get; init; }

    /// <summary>How the policies were trained, where this is the end of a cross-validation.</summary>
    public JsonObject? CrossValidation { get; init; }

    /// <summary>Runs the episodes, writes the folder in one piece, and prints the tables.</summary>
    public void Run(Terminal terminal, OutputFolder output)
    {
        output.Probe();
        Report(terminal, Play(terminal), output.Target, output.Write);
    }

    /// <summary>Runs the episodes.</summary>
    public IReadOnlyList<EpisodeResult> Play(Terminal terminal)
    {
        int count = Plan.Episodes.Count;
        return ProgressDisplay.Track(
            terminal, "evaluate", count,
            report => EvaluationRun.Run(
                Plan, new ParallelExecutor(Jobs), done => report(done, $"{done} of {count} episodes"), terminal.Cancellation));
    }

    /// <summary>Writes the folder and prints the tables.</summary>
    /// <param name="terminal">Receives the tables.</param>
    /// <param name="episodes">The plan's episodes.</param>
    /// <param name="target">The folder.</param>
    /// <param name="write">Has files written into a folder that it names, and moves them to the target.</param>
    public void Report(Terminal terminal, IReadOnlyList<EpisodeResult> episodes, string target, Action<Action<string>> write)
    {
        IReadOnlyList<SummaryRow> summary = SummaryRow.Of(episodes, Plan.Episode.Budget);
        Comparison[] comparisons = [.. References.SelectMany(reference => Comparison.With(reference, episodes))];
        IReadOnlyList<AttentionRow> attention = AttentionRepeats == 0 ? [] : Attend(terminal);
        IReadOnlyList<ControlRow> controls = Plan.CountDepartures ? ControlRow.Of(episodes) : [];
        IReadOnlyList<SetDifferences> differences = SetDifferences.With(Reference, episodes);
        IReadOnlyList<LabelsSaved> saved = LabelsSaved.To(Reference, episodes);
        write(folder =>
        {
            EpisodesFile.Write(Path.Combine(folder, EpisodesFile.Name), episodes);
            AubcFile.Write(Path.Combine(folder, AubcFile.Name), episodes);
            SummaryFile.Write(Path.Combine(folder, SummaryFile.Name), summary);
            ComparisonsFile.Write(Path.Combine(folder, ComparisonsFile.Name), comparisons);
            if (differences.Count > 0)
            {
                SetDifferencesFile.Write(Path.Combine(folder, SetDifferencesFile.Name), differences);
                LabelsSavedFile.Write(Path.Combine(folder, LabelsSavedFile.Name), saved);
            }
            if (attention.Count > 0)
            {
                AttentionFile.Write(Path.Combine(folder, AttentionFile.Name), attention);
            }
            if (controls.Count > 0)
            {
                ControlsFile.Write(Path.Combine(folder, ControlsFile.Name), controls);
            }
            EvaluationManifest.Write(Path.Combine(folder, EvaluationManifest.Name), Plan, Environment.Name, Environment.Hash, PolicyHashes, AttentionRepeats, CrossValidation);
            // From the file, so that `plot` draws the same.
            EvaluationFigures.Save(folder);
        });
        Print(terminal, target, summary, comparisons, saved);
        if (controls.Count > 0)
        {
            terminal.Output.WriteLine();
            terminal.Write(PooledTables.Controls(controls));
        }
    }

    private IReadOnlyList<AttentionRow> Attend(Terminal terminal)
    {
        int count = AttentionStudy.Episodes(Plan, AttentionRepeats);
        return ProgressDisplay.Track(
            terminal, "attention", count,
            report => AttentionStudy.Run(Plan, AttentionRepeats, Jobs, done => report(done, $"{done} of {count} episodes"), terminal.Cancellation));
    }

    /// <summary>Ends with the table that says most.</summary>
    private void Print(Terminal terminal, string target, IReadOnlyList<SummaryRow> summary, IReadOnlyList<Comparison> comparisons, IReadOnlyList<LabelsSaved> saved)
    {
        terminal.Write(ResultTables.BySet(summary, comparisons));
        foreach (string note in summary.Where(row => row.Note.Length > 0).Select(row => $"{row.Data}: {row.Note}").Distinct())
        {
            terminal.Output.WriteLine(note);
        }
        if (saved.Select(one => one.Strategy).Distinct().Count() > 1)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Labels(saved));
        }
        terminal.Output.WriteLine($"curves, tables and figures: {target}");
        if (Plan.Data.Count > 1)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Overall(summary, comparisons));
        }
    }
}
