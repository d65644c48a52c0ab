using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Labelling.Pairs;

/// <summary>The cluster of each row by what a session was told.</summary>
/// <remarks>
/// Rows that belong together get one cluster: the likeliest of all their rows together. Larger groups come first, and none gets a cluster of a group that it is
/// apart from, as long as another one is left.
/// </remarks>
public static class PairClusters
{
    /// <summary>Divides the rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="state">The session.</param>
    /// <param name="learner">The learner.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <returns>Cluster of each row of the table, numbered from 0 in the order of their first rows.</returns>
    public static int[] Of(PairTable table, LabellingState state, ILearnerFactory learner, ulong seed)
    {
        ILearner model = learner.Draw(seed).Create();
        model.Start(table.Items, new AnswerSpace(2));
        model.Fit([.. state.Labelled], state.Labelled.Select(item => state.Answers[item] == LinkAnswers.Same ? 1 : 0).ToArray(), []);
        int rows = table.Pairs.Rows.Rows;
        int width = Math.Max(table.Pairs.Clusters, ClusteringTask.MostClusters);
        float[] shares = new float[rows * width];
        model.PredictJudged(table.Pairs.Rows, shares);
        int[] divided = Divide(table.Closure(state), shares, width);

        var names = new Dictionary<int, int>();
        int[] clusters = new int[rows];
        foreach (int place in Enumerable.Range(0, rows).OrderBy(table.RowOf))
        {
            names.TryAdd(divided[place], names.Count);
            clusters[table.RowOf(place)] = names[divided[place]];
        }
        return clusters;
    }

    private static int[] Divide(LinkClosure closure, float[] shares, int width)
    {
        int[] clusters = new int[closure.Rows];
        Array.Fill(clusters, -1);
        int[] groups = [.. Enumerable.Range(0, closure.Rows).Where(row => closure.GroupOf(row) == row).OrderByDescending(closure.SizeOf)];
        foreach (int group in groups)
        {
            float[] scores = new float[width];
            foreach (int row in closure.RowsOf(group).Order())
            {
                for (int cluster = 0; cluster < width; cluster++)
                {
                    scores[cluster] += MathF.Log(MathF.Max(shares[(row * width) + cluster], 1e-30f));
                }
            }
            float[] free = [.. scores];
            foreach (int apart in closure.ApartFrom(group))
            {
                if (clusters[apart] >= 0)
                {
                    free[clusters[apart]] = float.NegativeInfinity;
                }
            }
            // Only clusters that the learner made are likely at all.
            int best = VectorMath.ArgMax(free);
            best = free[best] > MathF.Log(1e-29f) * closure.SizeOf(group) ? best : VectorMath.ArgMax(scores);
            foreach (int row in closure.RowsOf(group))
            {
                clusters[row] = best;
            }
        }
        return clusters;
    }
}
