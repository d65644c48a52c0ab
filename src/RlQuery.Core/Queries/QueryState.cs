using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Queries;

/// <summary>
/// A table whose answers arrive one by one, ready for the next question: it is standardised once, and the learner is fitted once per change of the
/// answers.
/// </summary>
/// <remarks>
/// <para>It chooses the very rows that <see cref="QueryBatch.Choose"/> chooses of a table with the same answers, and representative rows while a learner could
/// not be unsure. What it chooses depends only on the known answers and not on their history, so that a session that was stopped continues as one that was
/// not.</para>
/// <para>Values that depend only on features, such as neighbours and density, are kept as long as the same rows are excluded. Above 8192 unlabelled rows each
/// question shortens the table as <see cref="QueryBatch.Choose"/> does; such values are kept for the rows that stay. Not thread-safe.</para>
/// </remarks>
internal sealed class QueryState
{
    private static readonly IReadOnlySet<int> Nothing = new HashSet<int>();

    private readonly IQueryStrategy _strategy;
    private readonly ILearnerFactory _learner;
    private readonly int _budget;
    private readonly ulong _seed;
    private readonly int _jobs;
    private readonly RepresentativeStrategy _cold = new();
    private readonly QueryEpisode _episode;
    private QueryShortlist _shortlist;
    private QueryTable _table;
    private Dataset _data;
    private IReadOnlySet<int> _excluded = Nothing;
    private int _begunFor;
    private Pick? _next;

    /// <summary>Standardises a table.</summary>
    /// <param name="data">A data set; its unlabelled rows are the candidates.</param>
    /// <param name="strategy">The strategy; several threads use it at once.</param>
    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="budget">Number of queries that the strategy was made for; see <see cref="QueryBatch.Choose"/>.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="jobs">Number of threads, at least 1; it does not change the result.</param>
    public QueryState(Dataset data, IQueryStrategy strategy, ILearnerFactory learner, int budget, ulong seed, int jobs = 1)
        : this(new QueryTable(data), data, strategy, learner, budget, seed, jobs)
    {
    }

    internal QueryState(QueryTable table, Dataset data, IQueryStrategy strategy, ILearnerFactory learner, int budget, ulong seed, int jobs)
    {
        (_table, _data, _strategy, _learner, _budget, _seed, _jobs) = (table.With(data), data, strategy, learner, budget, seed, jobs);
        _episode = new QueryEpisode(learner, strategy);
        _shortlist = new QueryShortlist(strategy, learner, seed, jobs);
    }

    /// <summary>Whether the known answers are enough for a learner to be unsure; until then representative rows are chosen.</summary>
    public bool CanLearn => _table.CanLearn;

    /// <summary>Updates to the current answers: new, undone or corrected ones, and new classes. If nothing has changed, nothing is done.</summary>
    /// <param name="data">The table with the features that it had.</param>
    /// <param name="excluded">Rows that are neither candidates nor labelled; null for none. Must not change later.</param>
    /// <exception cref="ArgumentException">It has other features.</exception>
    public void Update(Dataset data, IReadOnlySet<int>? excluded = null)
    {
        if (!data.SharesFeatures(_data))
        {
            throw new ArgumentException($"{data.Name}: is another table than {_data.Name}", nameof(data));
        }
        excluded ??= Nothing;
        if (!data.HasAnswersOf(_data) || !excluded.SetEquals(_excluded))
        {
            (_table, _data, _excluded) = (_table.With(data, excluded), data, excluded);
            Forget();
        }
    }

    /// <summary>The row to ask for next.</summary>
    /// <param name="cancel">Gives up; nothing has changed then.</param>
    /// <returns>Null where none is left.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Pick? Next(CancellationToken cancel = default) =>
        _next ??= _table.Unlabelled.Length == 0 ? null : QueryBatch.ChooseIn(Begun(1, cancel), _table, 1, _seed, cancel)[0];

    /// <summary>The next rows, each chosen as if the one before it were labelled.</summary>
    /// <param name="count">How many; all candidates if there are fewer.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The rows, best first.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Pick> Choose(int count, CancellationToken cancel = default)
    {
        if (count <= 1)
        {
            return count == 1 && Next(cancel) is { } next ? [next] : [];
        }
        IReadOnlyList<Pick> picks = QueryBatch.ChooseIn(Begun(count, cancel), _table, count, _seed, cancel);
        // Rows taken for the batch are no longer candidates.
        Forget();
        return picks;
    }

    /// <summary>The rows among which a question is drawn: half of them the strategy's best, half a random sample of all others.</summary>
    /// <param name="most">Most rows.</param>
    /// <param name="lots">Draws the sample.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Rows of the table, the best first.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<int> Shortlist(int most, Pcg64 lots, CancellationToken cancel = default)
    {
        QueryEpisode episode = Begun(1, cancel);
        int[] items = episode.Score(out Span<float> scores).Rows.ToArray();
        float[] values = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, items.Length).OrderByDescending(i => values[i]).ThenBy(i => items[i])];
        int[] ranked = [.. order.Select(i => episode.Problem.Items.Rows[items[i]])];
        int best = Math.Min(most / 2, ranked.Length);
        int[] others = [.. ranked[best..].Order()];
        return [.. ranked[..best], .. lots.Permutation(others.Length).Take(most - best).Select(place => others[place])];
    }

    /// <summary>Scores and reasons of a row that waits for its answer, whether or not it would be chosen now.</summary>
    /// <param name="row">A row of the table.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null if it is not a candidate: labelled, excluded or, in a large table, not on the shortlist.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Pick? Describe(int row, CancellationToken cancel = default) =>
        _next?.Row == row ? _next : _table.Unlabelled.Length == 0 ? null : QueryBatch.Describe(Begun(1, cancel), _table, row);

    /// <summary>What the learner expects of a row.</summary>
    /// <param name="row">A row of the table.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null if no learner can be fitted, or the row is excluded or, in a large table, not on the shortlist.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Expectation? ExpectationOf(int row, CancellationToken cancel = default)
    {
        if (!CanLearn || _table.Unlabelled.Length == 0)
        {
            return null;
        }
        QueryEpisode episode = Begun(1, cancel);
        int item = Array.BinarySearch(episode.Problem.Items.Rows, row);
        return item < 0 ? null : episode.Expect(item);
    }

    private void Forget()
    {
        _begunFor = 0;
        _next = null;
    }

    // The episode for choosing a number of rows, with the learner fitted.
    private QueryEpisode Begun(int count, CancellationToken cancel)
    {
        IQueryStrategy strategy = CanLearn ? _strategy : _cold;
        if (!ReferenceEquals(_episode.Strategy, strategy))
        {
            _episode.Change(strategy);
            _shortlist = new QueryShortlist(strategy, _learner, _seed, _jobs);
            _begunFor = 0;
        }
        if (_begunFor != count)
        {
            Forget();
            int budget = QueryBatch.Budget(_table, count, _budget);
            _episode.Begin(_table, _shortlist.Narrow(_table, count, budget, cancel), budget, _seed);
            _begunFor = count;
        }
        return _episode;
    }
}
