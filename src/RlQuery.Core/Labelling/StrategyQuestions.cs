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
        return Batch(state, 1, cancel) is [int next] ? next : null;
    }

    /// <summary>The next rows that nobody has labelled or skipped, as they would be asked for if all were labelled together.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="count">How many; all if there are fewer.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The rows, the first to be asked for at the beginning.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<int> Batch(LabellingState state, int count, CancellationToken cancel = default)
    {
        int[] open = [.. Enumerable.Range(0, state.Labels.Count).Where(row => state.Labels[row] == Dataset.Unlabelled && !state.Skipped.Contains(row))];
        var measuring = new Queue<int>(open.Where(heldBack.Contains));
        int others = open.Length - measuring.Count;
        var rows = new List<int?>();
        while (rows.Count < Math.Min(count, open.Length))
        {
            bool turn = measuring.Count > 0 && (others == 0 || (state.Answered + rows.Count) % Turn == Turn - 1);
            rows.Add(turn ? measuring.Dequeue() : null);
            others -= turn ? 0 : 1;
        }
        var chosen = new Queue<int>(Choose(state, rows.Count(row => row is null), cancel));
        return [.. rows.Select(row => row ?? chosen.Dequeue())];
    }

    private IEnumerable<int> Choose(LabellingState state, int count, CancellationToken cancel)
    {
        if (count == 0)
        {
            return [];
        }
        Dataset data = table.Labelled(state, heldBack);
        var known = new QueryTable(data, new HashSet<int>([.. heldBack, .. state.Skipped]));
        IQueryStrategy chooser = QueryBatch.IsLearnable(data) ? strategy : ColdStart;
        return QueryBatch.Choose(known, chooser, learner, count, budget, seed, jobs, cancel).Select(pick => pick.Row);
    }
}
