namespace RlQuery.Studies.Episodes;

/// <summary>Runs episodes of an evaluation. Results depend neither on the executor nor on other episodes.</summary>
public static class EvaluationRun
{
    /// <summary>Runs episodes of a plan. One that fails is a result like any other, and does not end the run.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="cells">Which of its episodes to run.</param>
    /// <param name="executor">Who runs the episodes.</param>
    /// <param name="ended">Called for each episode as soon as it has ended, in any order, from several threads at once; an exception ends the run.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <returns>The episodes, in the order of <paramref name="cells"/>.</returns>
    public static IReadOnlyList<EpisodeOutcome> Run(
        EvaluationPlan plan, IReadOnlyList<GridCell> cells, IEpisodeExecutor executor, Action<EpisodeOutcome> ended, CancellationToken cancellation)
    {
        using var table = new EpisodeTable(plan, cells);
        var results = new List<EpisodeOutcome>();
        executor.Run(
            cells,
            cell =>
            {
                cancellation.ThrowIfCancellationRequested();
                EpisodeOutcome outcome = Attempt(cell, table);
                ended(outcome);
                return outcome;
            },
            results.Add,
            cancellation);
        return results;
    }

    private static EpisodeOutcome Attempt(GridCell cell, EpisodeTable table)
    {
        try
        {
            return new EpisodeOutcome(cell, table.Play(cell), null);
        }
#pragma warning disable CA1031 // Whatever went wrong in one episode is told of it, and the others go on.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return EpisodeOutcome.Of(cell, failure);
        }
    }
}
