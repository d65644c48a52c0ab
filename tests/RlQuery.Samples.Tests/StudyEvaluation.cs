using RlQuery.Core.Statistics;
using RlQuery.Samples.Tests.Own;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Reporting;

namespace RlQuery.Samples.Tests;

/// <summary>Evaluates a policy and a strategy of one's own, and writes tables, figures and the report.</summary>
internal static class StudyEvaluation
{
    public static void Run()
    {
        #region README
        EvaluationResults results = EvaluationStudy.Open(new EvaluationOptions
        {
            Environments = ["environments/quickstart.json"],
            Policies = ["policies/quickstart"],
            OwnStrategies = [new TypicalMargin()],
            Repeats = 2,
            Budget = 8,
            Out = "results/mine",
        }).Run();
        foreach (StrategyVerdict one in results.Learners[0].Verdicts)
        {
            Console.WriteLine($"{one.Strategy} against {one.Reference}: {one.Verdict.Words()}");
        }
        // The folder holds report.html already; it can be made again from the files at any time.
        Console.WriteLine(StudyReport.Write(results.Folder));
        #endregion
    }
}
