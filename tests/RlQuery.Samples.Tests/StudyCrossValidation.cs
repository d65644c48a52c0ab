using RlQuery.Studies.CrossValidation;
using RlQuery.Studies.Measures;

namespace RlQuery.Samples.Tests;

/// <summary>Trains a policy for each fold of an environment's sets, and measures it on the sets that it did not see.</summary>
internal static class StudyCrossValidation
{
    public static void Run()
    {
        #region README
        CrossValidationResults results = CrossValidationStudy.Open(new CrossValidationOptions
        {
            Environment = "small.json",
            Agent = "evolution",
            Steps = 200,
            Folds = 2,
            Repeats = 2,
            Out = "results/folds",
        }).Run();
        foreach (PooledComparison one in results.Results.PooledOverOrigins)
        {
            Console.WriteLine($"{one.Strategy} {one.Difference.Mean:F4}");
        }
        #endregion
    }
}
