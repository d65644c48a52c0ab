using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Queries;

/// <summary>Chooses the rows of a table that shall be labelled next.</summary>
public static class QueryBatch
{
    /// <summary>Whether the labels name two classes or more, so that a learner can be unsure between them.</summary>
    /// <param name="data">A classification set.</param>
    public static bool IsLearnable(Dataset data) => data.Labels.Where(label => label != Dataset.Unlabelled).Distinct().Skip(1).Any();

    /// <summary>Chooses rows one by one; each is marked as taken before the next is scored, so that a batch holds no near-duplicates.</summary>
    /// <remarks>A row with the same features as one already chosen waits until there is no other left.</remarks>
    /// <param name="data">A classification set; its unlabelled rows are the candidates.</param>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="count">Number of rows to choose, at least 1; all candidates if there are fewer.</param>
    /// <param name="budget">Number of queries that the strategy was made for: what has been labelled beyond one row of each class counts as used.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="cancel">Gives up between two rows.</param>
    /// <returns>The rows, best first.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<Pick> Choose(
        Dataset data, IQueryStrategy strategy, ILearnerFactory learner, int count, int budget, ulong seed, CancellationToken cancel = default)
    {
        LearningProblem problem = QueryTable.ToProblem(data);
        int unlabelled = data.Labels.Count(label => label == Dataset.Unlabelled);
        int used = data.Rows - unlabelled - problem.Start.Length;
        count = Math.Min(count, unlabelled);
        var episode = new Episode(learner);
        episode.Begin(problem, Math.Max(budget, used + count), seed);
        LabelKnown(episode, data);
        var builder = new ObservationBuilder(strategy.Schema);
        float[] scores = new float[unlabelled];
        bool[] isCopy = new bool[data.Rows];
        var picks = new List<Pick>();
        for (int i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            Observation observation = episode.Observe(builder);
            Span<float> current = scores.AsSpan(0, observation.Count);
            strategy.Score(observation, current);
            PutBack(current, observation.Rows, isCopy);
            int best = QueryChoice.Best(current, observation.Rows);
            float[] signals = [.. Enumerable.Range(0, strategy.Schema.Signals.Count).Select(column => observation.Column(column)[best])];
            picks.Add(new Pick(observation.Rows[best], current[best], signals, Attribution.Of(strategy, observation, best)));
            MarkCopies(problem.Pool, observation.Rows, observation.Rows[best], isCopy);
            episode.Take(observation.Rows[best]);
        }
        return picks;
    }

    private static void MarkCopies(FeatureMatrix pool, ReadOnlySpan<int> candidates, int chosen, bool[] isCopy)
    {
        foreach (int row in candidates)
        {
            isCopy[row] |= pool.Row(row).SequenceEqual(pool.Row(chosen));
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

    private static void LabelKnown(Episode episode, Dataset data)
    {
        foreach (int row in episode.Pool.Candidates.ToArray())
        {
            if (data.Labels[row] != Dataset.Unlabelled)
            {
                episode.Take(row);
            }
        }
        episode.Label();
    }
}
