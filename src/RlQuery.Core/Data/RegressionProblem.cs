namespace RlQuery.Core.Data;

/// <summary>
/// A regression set made ready for active learning: what <see cref="LearningProblem"/> is to a classification set. Immutable, so that paired runs can share it.
/// </summary>
public sealed class RegressionProblem
{
    /// <summary>Takes over its parts.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="pool">Standardised features of the pool [pool x features].</param>
    /// <param name="poolTargets">Target of each pool row.</param>
    /// <param name="poolRows">Row in <paramref name="data"/> of each pool row.</param>
    /// <param name="test">Standardised features of the rows on which errors are measured.</param>
    /// <param name="testTargets">Target of each test row.</param>
    /// <param name="start">Pool rows that are labelled at the start.</param>
    public RegressionProblem(
        Dataset data, FeatureMatrix pool, double[] poolTargets, int[] poolRows, FeatureMatrix test, double[] testTargets, int[] start)
    {
        Data = data;
        Pool = pool;
        PoolTargets = poolTargets;
        PoolRows = poolRows;
        Test = test;
        TestTargets = testTargets;
        Start = start;
        TargetDeviation = Deviation(data.Targets);
    }

    /// <summary>The data set.</summary>
    public Dataset Data { get; }

    /// <summary>Standardised features of the pool [pool x features].</summary>
    public FeatureMatrix Pool { get; }

    /// <summary>Target of each pool row, in the units of the data.</summary>
    public double[] PoolTargets { get; }

    /// <summary>Row in <see cref="Data"/> of each pool row.</summary>
    public int[] PoolRows { get; }

    /// <summary>Standardised features of the rows on which errors are measured.</summary>
    public FeatureMatrix Test { get; }

    /// <summary>Target of each test row, in the units of the data.</summary>
    public double[] TestTargets { get; }

    /// <summary>Pool rows that are labelled at the start, in the order in which they were drawn.</summary>
    public int[] Start { get; }

    /// <summary>
    /// Population standard deviation of the target over all rows of the data set: the unit in which errors are reported, so that they can be compared and averaged over
    /// sets. No learner sees it.
    /// </summary>
    public double TargetDeviation { get; }

    private static double Deviation(float[] targets)
    {
        double mean = targets.Average(target => (double)target);
        return Math.Sqrt(targets.Average(target => (target - mean) * (target - mean)));
    }
}
