using RlQuery.Core.Data;

namespace RlQuery.Core.Environments;

/// <summary>How a regression set becomes a problem.</summary>
/// <param name="Split">Pool and test parts.</param>
/// <param name="StartLabels">Labels at the start, at least 1, drawn at random from the pool.</param>
public sealed record RegressionProblemOptions(SplitOptions Split, int StartLabels)
{
    /// <summary>Everything that stands against making problems of a data set, a line each; empty where nothing does.</summary>
    /// <param name="data">A data set.</param>
    public IReadOnlyList<string> Faults(Dataset data)
    {
        if (DatasetChecks.TaskFault(data.Name, data.Task, LearningTask.Regression) is string mixed)
        {
            return [mixed];
        }
        if (DatasetChecks.FaultsForEvaluation(data) is { Count: > 0 } faults)
        {
            return faults;
        }
        int pool;
        try
        {
            pool = PoolTestSplit.Create(data, Split, seed: 0).PoolRows.Length;
        }
        catch (InvalidInputException refused)
        {
            return refused.Faults;
        }
        return pool > StartLabels ? [] : [$"{data.Name}: {data.Rows} rows make a pool of {pool}, which leaves nothing to ask for after {StartLabels} labels at the start"];
    }

    /// <summary>Splits a data set, standardises its features on its pool, and draws the start labels.</summary>
    /// <param name="data">A regression set in which every row has a target.</param>
    /// <param name="seed">With the content of the data and these options, all that decides the result: strategies are paired by it.</param>
    public RegressionProblem Create(Dataset data, ulong seed)
    {
        (PoolTestSplit split, FeatureMatrix pool, FeatureMatrix test) = StandardizedSplit.Create(data, Split, seed);
        return new RegressionProblem(
            data,
            pool,
            [.. split.PoolRows.Select(row => (double)data.Targets[row])],
            split.PoolRows,
            test,
            [.. split.TestRows.Select(row => (double)data.Targets[row])],
            StartingLabels.DrawAny(split, StartLabels));
    }
}
