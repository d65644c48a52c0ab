using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Queries;
using RlQuery.Core.Standard;

namespace RlQuery.Samples.Tests;

/// <summary>Asks a learned policy which rows of one's own table to label next. Needs RlQuery.Core alone.</summary>
internal static class NextBatch
{
    public static void Run()
    {
        #region README
        Dataset data = DatasetReader.Read("mine.csv", new DatasetReaderOptions { Target = "label" });
        Parts parts = StandardParts.Create();
        LearnedPolicy policy = PolicyReader.Load("policies/general", parts);
        PolicyDocument made = PolicyReader.ReadDocument("policies/general");

        foreach (Pick pick in QueryBatch.Choose(data, policy, parts.FindLearner(made.Learner), count: 5, made.Budget, seed: 0))
        {
            Console.WriteLine($"label row {pick.Row}");
        }
        #endregion
    }
}
