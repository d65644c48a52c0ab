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
    /// <param name="data">A classification set; its unlabelled rows are the candidates.</param>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="count">Number of rows to choose, at least 1; all candidates if there are fewer.</param>
    /// <param name="budget">Number of queries that the strategy was made for: what has been labelled beyond one row of each class counts as used.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <returns>The rows, best first.</returns>
    public static IReadOnlyList<Pick> Choose(
        Dataset data, IQueryStrategy strategy, ILearnerFactory learner, int count, int budget, ulong seed)
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
        var picks = new List<Pick>();
        for (int i = 0; i < count; i++)
        {
            Observation observation = episode.Observe(builder);
            Span<float> current = scores.AsSpan(0, observation.Count);
            strategy.Score(observation, current);
            int best = QueryChoice.Best(current, observation.Rows);
            float[] signals = [.. Enumerable.Range(0, strategy.Schema.Signals.Count).Select(column => observation.Column(column)[best])];
            picks.Add(new Pick(observation.Rows[best], current[best], signals, Attribution.Of(strategy, observation, best)));
            episode.Take(observation.Rows[best]);
        }
        return picks;
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
