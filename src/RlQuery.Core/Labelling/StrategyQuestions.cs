using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Labelling;

/// <summary>Asks for what a strategy would have labelled; for representative rows while fewer than two classes are labelled.</summary>
/// <remarks>
/// Rows of the overlap that others have answered come first. Of rows that are held back to measure accuracy, one is asked for after every two others, so that both are
/// known early.
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="strategy">Who chooses.</param>
/// <param name="learner">The learner that is fitted to the labelled rows.</param>
/// <param name="budget">Number of queries that the strategy was made for.</param>
/// <param name="seed">Seed of all that is drawn.</param>
/// <param name="heldBack">Rows that are held back; see <see cref="HeldBackRows"/>.</param>
/// <param name="overlap">Rows that everybody is asked for; see <see cref="OverlapRows"/>.</param>
/// <param name="jobs">Number of threads, at least 1; changes no question.</param>
public sealed class StrategyQuestions(
    LabellingTable table, IQueryStrategy strategy, ILearnerFactory learner, int budget, ulong seed, IReadOnlySet<int> heldBack, IReadOnlySet<int> overlap,
    int jobs) : IQuestionSource
{
    private const int Turn = 3;

    private static readonly RepresentativeStrategy ColdStart = new();

    /// <inheritdoc/>
    public int? Next(LabellingState state, string? annotator, CancellationToken cancel = default)
    {
        if (state.Said.Where(row => overlap.Contains(row) && state.IsOpenFor(row, annotator)).Take(1).ToArray() is [int owed])
        {
            return owed;
        }
        int[] open = [.. Enumerable.Range(0, state.Labels.Count).Where(row => state.Labels[row] == Dataset.Unlabelled && !state.Skipped.Contains(row))];
        int[] measuring = Array.FindAll(open, heldBack.Contains);
        if (measuring.Length > 0 && (measuring.Length == open.Length || state.Answered % Turn == Turn - 1))
        {
            return measuring[0];
        }
        if (open.Length == 0)
        {
            return null;
        }
        Dataset data = table.Labelled(state, heldBack);
        var known = new QueryTable(data, new HashSet<int>([.. heldBack, .. state.Skipped]));
        IQueryStrategy chooser = QueryBatch.IsLearnable(data) ? strategy : ColdStart;
        return QueryBatch.Choose(known, chooser, learner, 1, budget, seed, jobs, cancel)[0].Row;
    }
}
