using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>A learner refitted as labels come, one by one.</summary>
internal static class Refits
{
    /// <summary>Asserts that a second episode, from a first number of labels to 40, with predictions of the pool, allocates nothing.</summary>
    public static void AllocateNothing(ILearner learner, Problem problem, int first)
    {
        int[] rows = [.. Enumerable.Range(0, 40)];
        int[] labels = problem.PoolLabels;
        float[] p = new float[problem.PoolFeatures.Rows * problem.Classes];
        Episode();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Episode();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Episode()
        {
            learner.Start(problem);
            for (int n = first; n <= rows.Length; n++)
            {
                learner.Fit(rows.AsSpan(0, n), labels.AsSpan(0, n), []);
                learner.Predict(problem.PoolFeatures, p);
            }
        }
    }
}
