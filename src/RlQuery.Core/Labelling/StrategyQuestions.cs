using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Labelling;

/// <summary>Asks for the rows that a strategy chooses, or for representative rows while fewer than two classes or numbers are labelled.</summary>
/// <remarks>
/// The table is standardised once, and the learner is fitted once for each change of the labels; see <see cref="QueryState"/>. Rows of the overlap that others
/// have answered come first. Of rows that are held back to measure accuracy, one is asked for after every two others, so that both are
/// known early.
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="strategy">Who chooses.</param>
/// <param name="learner">The learner that is fitted to the labelled rows.</param>
/// <param name="budget">Number of queries that the strategy was made for.</param>
/// <param name="seed">Seed of all that is drawn.</param>
/// <param name="heldBack">Rows that are held back; see <see cref="HeldBackRows"/>.</param>
/// <param name="overlap">Rows that every annotator is asked for; see <see cref="OverlapRows"/>.</param>
/// <param name="jobs">Number of threads, at least 1; changes no question.</param>
public sealed class StrategyQuestions(
    LabellingTable table, IQueryStrategy strategy, ILearnerFactory learner, int budget, ulong seed, IReadOnlySet<int> heldBack, IReadOnlySet<int> overlap,
    int jobs) : IQuestionsAhead
{
    private const int Turn = 3;

    private readonly QueryState _kept = new(table.Standardized, table.Data, strategy, learner, budget, seed, jobs);
    private LabellingState? _known;
    private int _events;

    /// <summary>
    /// Probability with which a row is drawn by lot among those that could be asked for; see <see cref="ChoiceSet"/>. Representative rows and held-back rows
    /// are asked for without a lot.
    /// </summary>
    /// <value>Default: 0; the strategy's best row is asked for.</value>
    public double Exploration { get; init; }

    /// <inheritdoc/>
    public Question? Next(LabellingState state, string? annotator, CancellationToken cancel = default) => Owed(state, annotator) ?? Choose(state, cancel);

    // The first row of the overlap that others have answered and this annotator has not.
    private Question? Owed(LabellingState state, string? annotator) =>
        state.Said.Where(row => overlap.Contains(row) && state.IsOpenFor(row, annotator)).Take(1).ToArray() is [int owed] ? Explain(state, owed) : null;

    Question? IQuestionsAhead.Owed(LabellingState state, string? annotator) => Owed(state, annotator);

    IReadOnlyList<Question> IQuestionsAhead.Ahead(LabellingState state, int count, CancellationToken cancel) =>
        count > 1 ? [.. Batch(state, count, cancel).Select(row => Explain(state, row, cancel))] : Choose(state, cancel) is { } one ? [one] : [];

    private Question? Choose(LabellingState state, CancellationToken cancel = default) =>
        Batch(state, 1, cancel) is not [int next] ? null
        : Exploration > 0 && !heldBack.Contains(next) && _kept.CanLearn ? Explore(state, cancel)
        : Explain(state, next, cancel);

    /// <inheritdoc/>
    /// <remarks>The learner's prediction is hidden for held-back and overlap rows.</remarks>
    public Question Explain(LabellingState state, int row, CancellationToken cancel = default)
    {
        if (heldBack.Contains(row))
        {
            return new Question(row, "drawn at random, to measure how well the model does", RowJudgement.None, null);
        }
        if (overlap.Contains(row))
        {
            return new Question(row, "everybody is asked for it, to measure how far you agree", RowJudgement.None, null);
        }
        Update(state);
        return _kept.Describe(row, cancel) is { } pick
            ? new Question(row, state.ChoicesOf(row) is { } among ? Reason(pick, among) : pick.Reason, pick.Judgement, _kept.ExpectationOf(row, cancel))
            : new Question(row, "it was chosen before", RowJudgement.None, null);
    }

    /// <summary>The next rows that are neither labelled nor skipped, chosen as one batch.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="count">How many; all if there are fewer.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The rows, in order of asking.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<int> Batch(LabellingState state, int count, CancellationToken cancel = default)
    {
        var measuring = new Queue<int>(heldBack.Where(row => IsOpen(state, row)).Order());
        int others = Enumerable.Range(0, state.Answers.Count).Count(row => IsOpen(state, row)) - measuring.Count;
        count = Math.Min(count, measuring.Count + others);
        var rows = new List<int?>();
        while (rows.Count < count)
        {
            bool turn = measuring.Count > 0 && (others == 0 || (state.Answered + rows.Count) % Turn == Turn - 1);
            rows.Add(turn ? measuring.Dequeue() : null);
            others -= turn ? 0 : 1;
        }
        var chosen = new Queue<int>(Choose(state, rows.Count(row => row is null), cancel));
        return [.. rows.Select(row => row ?? chosen.Dequeue())];
    }

    // The lot depends on the number of answers alone, so that a session that was stopped continues as one that was not.
    private Question Explore(LabellingState state, CancellationToken cancel)
    {
        var lots = new Pcg64(SeedSequence.Child(SeedSequence.Child(seed, "exploration"), (ulong)state.Answered));
        var among = ChoiceSet.Soften(_kept.Shortlist(ChoiceSet.MostRows, lots, cancel), Exploration);
        int row = among.Draw(lots);
        Question asked = Explain(state, row, cancel);
        return asked with { Among = among, Reason = _kept.Describe(row, cancel) is { } pick && !overlap.Contains(row) ? Reason(pick, among) : asked.Reason };
    }

    // What speaks for the strategy's own choice says nothing of a row that a lot chose.
    private static string Reason(Pick pick, ChoiceSet among) =>
        among.Probabilities[among.PlaceOf(pick.Row)] is double own && own > among.Probabilities.Min() || among.Rows.Count == 1
            ? pick.Reason : "drawn by lot, so that other policies can be estimated later";

    private IEnumerable<int> Choose(LabellingState state, int count, CancellationToken cancel)
    {
        Update(state);
        return _kept.Choose(count, cancel).Select(pick => pick.Row);
    }

    private static bool IsOpen(LabellingState state, int row) => state.Answers[row] is null && !state.Skipped.Contains(row);

    private void Update(LabellingState state)
    {
        if (!ReferenceEquals(state, _known) || state.Events != _events)
        {
            _kept.Update(table.Labelled(state, heldBack), new HashSet<int>([.. heldBack, .. state.Skipped]));
            (_known, _events) = (state, state.Events);
        }
    }
}
