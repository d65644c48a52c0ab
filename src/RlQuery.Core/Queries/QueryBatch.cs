using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Queries;

/// <summary>Chooses the rows of a table to label next.</summary>
public static class QueryBatch
{
    /// <summary>So many rows are chosen one by one; after them, a look at the candidates may yield one more row for each time as many are chosen.</summary>
    private const int OneByOne = 100;

    /// <summary>Whether the known labels are enough for a learner to be unsure: at least two classes, or two numbers.</summary>
    /// <param name="data">A data set.</param>
    public static bool IsLearnable(Dataset data) => TargetTasks.Of(data.Kind).CanLearn(data);

    /// <summary>Chooses rows one by one; each is marked as taken before the next is scored, so that a batch holds no near-duplicates.</summary>
    /// <remarks>
    /// <para>A near-duplicate of a chosen row waits until no other row is left, whatever the strategy. A near-duplicate is a row nearer to it than a quarter of
    /// the typical nearest-neighbour distance in a small random sample.</para>
    /// <para>From the 101st row on, one scoring may give several rows (two, and three from the 201st on). The next best is also taken, unless one taken from
    /// the same scoring is nearer to it than any row labelled or taken before, since its score would have changed.</para>
    /// <para>Above 8192 unlabelled rows, a random sample of the rows and the best of all rows by one signal are selected first (see <see
    /// cref="IQueryStrategy.ShortlistSignal"/>). The batch is chosen among these. The features of the table are not copied.</para>
    /// </remarks>
    /// <param name="data">A data set; its unlabelled rows are the candidates.</param>
    /// <param name="strategy">The strategy; several threads use it at once.</param>
    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="count">Number of rows to choose, at least 1; all candidates if there are fewer.</param>
    /// <param name="budget">Number of queries that the strategy was made for. Labels beyond one row per class count as used.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="jobs">Number of threads, at least 1; it does not change the result.</param>
    /// <param name="cancel">Gives up between two rows.</param>
    /// <returns>The rows, best first.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<Pick> Choose(
        Dataset data, IQueryStrategy strategy, ILearnerFactory learner, int count, int budget, ulong seed, int jobs = 1, CancellationToken cancel = default) =>
        ChooseAmong(new QueryTable(data), strategy, learner, count, budget, seed, jobs, cancel);

    /// <summary>Chooses rows of a table of which some may be left out.</summary>
    internal static IReadOnlyList<Pick> ChooseAmong(
        QueryTable table, IQueryStrategy strategy, ILearnerFactory learner, int count, int budget, ulong seed, int jobs, CancellationToken cancel)
    {
        budget = Budget(table, count, budget);
        var episode = new QueryEpisode(learner, strategy);
        episode.Begin(table, new QueryShortlist(strategy, learner, seed, jobs).Narrow(table, count, budget, cancel), budget, seed);
        return ChooseIn(episode, table, count, seed, cancel);
    }

    /// <summary>The budget of an episode in which rows are chosen; earlier queries count.</summary>
    internal static int Budget(QueryTable table, int count, int budget) => Math.Max(budget, table.MostSpent(count));

    /// <summary>
    /// Chooses among the candidates of an episode that has begun. The last row is not taken, so that choosing a single row leaves the episode unchanged.
    /// </summary>
    internal static IReadOnlyList<Pick> ChooseIn(QueryEpisode episode, QueryTable table, int count, ulong seed, CancellationToken cancel)
    {
        count = Math.Min(count, table.Unlabelled.Length);
        float near = count > 1 ? table.NearSquared(seed) : 0;
        bool[] isCopy = new bool[episode.Problem.Items.Count];
        var picks = new List<Pick>();
        while (picks.Count < count)
        {
            cancel.ThrowIfCancellationRequested();
            Observation observation = episode.Score(out Span<float> scores);
            PutBack(scores, observation.Rows, isCopy);
            int most = Math.Min(1 + (picks.Count / OneByOne), count - picks.Count);
            float[] means = Means(observation);
            List<(int Place, bool Again)> places = count > 1
                ? Take(episode, observation.Rows, scores, isCopy, most, near) : [(QueryChoice.Best(scores, observation.Rows), false)];
            foreach ((int place, bool again) in places)
            {
                picks.Add(Describe(episode, observation, place, scores[place], means, again, table.Labelled.Length == 0 ? picks.Count : null));
            }
        }
        return picks;
    }

    /// <summary>Scores and reasons of a candidate, whether or not it would be chosen.</summary>
    /// <param name="episode">An episode that has begun.</param>
    /// <param name="table">Its table.</param>
    /// <param name="row">A row of the table.</param>
    /// <returns>Null where it is no candidate.</returns>
    internal static Pick? Describe(QueryEpisode episode, QueryTable table, int row)
    {
        int item = Array.BinarySearch(episode.Problem.Items.Rows, row);
        Observation observation = episode.Score(out Span<float> scores);
        int place = item < 0 ? -1 : observation.Rows.BinarySearch(item);
        return place < 0 ? null : Describe(episode, observation, place, scores[place], Means(observation), again: false, table.Labelled.Length == 0 ? 0 : null);
    }

    private static Pick Describe(QueryEpisode episode, Observation observation, int place, float score, float[] means, bool again, int? before)
    {
        IQueryStrategy strategy = episode.Strategy;
        int row = observation.Rows[place];
        float[] signals = [.. Enumerable.Range(0, means.Length).Select(column => observation.Column(column)[place])];
        float[] contributions = Attribution.Of(strategy, observation, place);
        string reason = ReasonWords.Of(strategy.SignalList.Signals, signals, means, contributions, before);
        return new Pick(episode.Problem.Items.Rows[row], score, signals, contributions)
        {
            Judgement = episode.Judge(row),
            Reason = again ? $"{reason}; nearly the same as a row above" : reason,
        };
    }

    private static float[] Means(Observation observation) =>
        [.. Enumerable.Range(0, observation.SignalList.Signals.Count).Select(column => Mean(observation.Column(column)))];

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }
        return (float)(sum / Math.Max(1, values.Length));
    }

    // The best, then the next best whose scores do not depend on those before; at most four times as many are looked at.
    private static List<(int Place, bool Again)> Take(
        QueryEpisode episode, ReadOnlySpan<int> rows, ReadOnlySpan<float> scores, bool[] isCopy, int most, float near)
    {
        FeatureMatrix pool = episode.Problem.Items.Features;
        ReadOnlySpan<float> nearest = most > 1 ? episode.NearestSquared : [];
        float[] left = [.. scores];
        var places = new List<(int Place, bool Again)>();
        for (int looks = 0; places.Count < most && looks < 4 * most; looks++)
        {
            int best = QueryChoice.Best(left, rows);
            int row = rows[best];
            if (places.Count > 0 && float.IsNegativeInfinity(left[best]))
            {
                break;
            }
            left[best] = float.NegativeInfinity;
            if (places.Count == 0 || !IsNear(pool, row, rows, places, nearest[row]))
            {
                places.Add((best, isCopy[row]));
                MarkCopies(pool, rows, row, isCopy, near);
                episode.Take(row);
            }
        }
        return places;
    }

    private static bool IsNear(FeatureMatrix pool, int row, ReadOnlySpan<int> rows, List<(int Place, bool Again)> places, float nearestSquared)
    {
        foreach ((int place, _) in places)
        {
            if (rows[place] == row || VectorMath.SquaredDistance(pool.Row(row), pool.Row(rows[place])) <= nearestSquared)
            {
                return true;
            }
        }
        return false;
    }

    private static void MarkCopies(FeatureMatrix pool, ReadOnlySpan<int> candidates, int chosen, bool[] isCopy, float near)
    {
        foreach (int row in candidates)
        {
            isCopy[row] |= VectorMath.SquaredDistance(pool.Row(row), pool.Row(chosen)) <= near;
        }
    }

    private static void PutBack(Span<float> scores, ReadOnlySpan<int> candidates, bool[] isCopy)
    {
        bool anyOther = false;
        foreach (int row in candidates)
        {
            anyOther |= !isCopy[row];
        }
        for (int i = 0; anyOther && i < candidates.Length; i++)
        {
            scores[i] = isCopy[candidates[i]] ? float.NegativeInfinity : scores[i];
        }
    }
}
