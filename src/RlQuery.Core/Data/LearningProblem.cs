namespace RlQuery.Core.Data;

/// <summary>
/// A data set made ready for active learning: split into pool and test rows, standardised on the pool, with the rows that
/// are labelled at the start. Immutable, so that paired runs can share it.
/// </summary>
public sealed class LearningProblem
{
    /// <summary>Takes over its parts.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="pool">Standardised features of the pool [pool x features].</param>
    /// <param name="poolLabels">Class of each pool row; <see cref="Dataset.Unlabelled"/> where nobody knows it.</param>
    /// <param name="poolRows">Row in <paramref name="data"/> of each pool row.</param>
    /// <param name="test">Standardised features of the rows on which accuracy is measured; may be empty.</param>
    /// <param name="testLabels">Class of each test row.</param>
    /// <param name="start">Pool rows that are labelled at the start.</param>
    public LearningProblem(
        Dataset data, FeatureMatrix pool, int[] poolLabels, int[] poolRows, FeatureMatrix test, int[] testLabels, int[] start)
    {
        Data = data;
        Pool = pool;
        PoolLabels = poolLabels;
        PoolRows = poolRows;
        Test = test;
        TestLabels = testLabels;
        Start = start;
        Origin = start;
    }

    /// <summary>The data set.</summary>
    public Dataset Data { get; }

    /// <summary>Number of classes.</summary>
    public int Classes => Data.Classes;

    /// <summary>Standardised features of the pool [pool x features].</summary>
    public FeatureMatrix Pool { get; }

    /// <summary>Class of each pool row; <see cref="Dataset.Unlabelled"/> where nobody knows it.</summary>
    public int[] PoolLabels { get; }

    /// <summary>Row in <see cref="Data"/> of each pool row.</summary>
    public int[] PoolRows { get; }

    /// <summary>Standardised features of the rows on which accuracy is measured.</summary>
    public FeatureMatrix Test { get; }

    /// <summary>Class of each test row.</summary>
    public int[] TestLabels { get; }

    /// <summary>Pool rows that are labelled at the start, in the order in which they were drawn.</summary>
    public int[] Start { get; }

    /// <summary>Pool rows that tell this problem's random choices from those of another split: <see cref="Start"/>, or that of the problem which this one branched from.</summary>
    public int[] Origin { get; private init; }

    /// <summary>The same problem from other start labels, with the same random choices of a learner: branches of one problem differ by their labels alone.</summary>
    /// <param name="start">Pool rows that are labelled at the start.</param>
    public LearningProblem Branch(int[] start) => new(Data, Pool, PoolLabels, PoolRows, Test, TestLabels, start) { Origin = Origin };
}
