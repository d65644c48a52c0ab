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
    private static readonly string[] References = ["random", "margin"];

    /// <summary>Runs the episodes, writes the folder in one piece, and prints the tables.</summary>
    public void Run(Terminal terminal, OutputFolder output)
    {
        output.Probe();
        int count = Plan.Episodes.Count;
        IReadOnlyList<EpisodeResult> episodes = ProgressDisplay.Track(
            terminal, "evaluate", count,
            report => EvaluationRun.Run(
                Plan, new ParallelExecutor(Jobs), done => report(done, $"{done} of {count} episodes"), terminal.Cancellation));
        IReadOnlyList<SummaryRow> summary = SummaryRow.Of(episodes, Plan.Episode.Budget);
        Comparison[] comparisons = [.. References.SelectMany(reference => Comparison.With(reference, episodes))];
        output.Write(folder =>
        {
            EpisodesFile.Write(Path.Combine(folder, EpisodesFile.Name), episodes);
            SummaryFile.Write(Path.Combine(folder, SummaryFile.Name), summary);
            ComparisonsFile.Write(Path.Combine(folder, ComparisonsFile.Name), comparisons);
            EvaluationManifest.Write(Path.Combine(folder, EvaluationManifest.Name), Plan, Environment.Name, Environment.Hash, PolicyHashes);
            // From the file, so that `plot` draws the same.
            EvaluationFigure.Create([folder]).Save(folder, EvaluationFigure.Name);
        });
        Print(terminal, output, summary, comparisons);
    }

    /// <summary>Ends with the table that says most.</summary>
    private void Print(Terminal terminal, OutputFolder output, IReadOnlyList<SummaryRow> summary, IReadOnlyList<Comparison> comparisons)
    {
        terminal.Write(ResultTables.BySet(summary, comparisons));
        foreach (string note in summary.Where(row => row.Note.Length > 0).Select(row => $"{row.Data}: {row.Note}").Distinct())
        {
            terminal.Output.WriteLine(note);
        }
        terminal.Output.WriteLine($"curves, tables and figures: {output.Target}");
        if (Plan.Data.Count > 1)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Overall(summary, comparisons));
        }
    }
}
