using RlQuery.Core.Data;

namespace RlQuery.Core.Environments;

/// <summary>How a data set becomes a problem.</summary>
/// <param name="Split">Pool and test parts.</param>
/// <param name="StartPerClass">Labels of each class at the start, at least 1.</param>
public sealed record ProblemOptions(SplitOptions Split, int StartPerClass = 1)
{
    /// <summary>Splits a data set, standardises it on its pool, and draws the start labels.</summary>
    /// <param name="data">A classification set in which every row has a label.</param>
    /// <param name="seed">With the content of the data and these options, all that decides the result: strategies are paired by it.</param>
    /// <exception cref="InvalidInputException">It is a regression set, or cannot be split.</exception>
    public LearningProblem Create(Dataset data, ulong seed)
    {
        if (DatasetChecks.TaskFault(data.Name, data.Task, LearningTask.Classification) is string mixed)
        {
            throw new InvalidInputException(mixed);
        }
        (PoolTestSplit split, FeatureMatrix pool, FeatureMatrix test) = StandardizedSplit.Create(data, Split, seed);
        return new LearningProblem(
            data,
            pool,
            [.. split.PoolRows.Select(row => data.Labels[row])],
            split.PoolRows,
            test,
            [.. split.TestRows.Select(row => data.Labels[row])],
            StartingLabels.Draw(split, StartPerClass));
    }
}
