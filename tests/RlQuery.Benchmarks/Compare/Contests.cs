using RlQuery.Benchmarks.Problems;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Benchmarks.Compare;

/// <summary>The rows of the comparison.</summary>
internal static class Contests
{
    public static IReadOnlyList<IContest> All(ReferenceProcess reference, ExchangeFolder exchange)
    {
        Dataset classification = BenchmarkData.Classification(reference, exchange);
        Dataset digits = BenchmarkData.Digits();
        return
        [
            Loop(classification, new LoopOptions(
                "margin, logistic regression, 2000x20, 2 classes", "margin", Logistic("margin"), Labels: 100, Goal: 30, Turns: 11, Seeds: 10)),
            Loop(digits, new LoopOptions(
                "margin, logistic regression, digits 1797x64, 10 classes", "margin", Logistic("margin"), Labels: 100, Goal: 10, Turns: 7, Seeds: 10)),
            Loop(classification, new LoopOptions(
                "vote entropy of 5, logistic regression, 2000x20, 2 classes", "vote-entropy", Logistic("qbc-vote"), Labels: 100, Goal: 40, Turns: 7,
                Seeds: 10)),
            Loop(classification, new LoopOptions(
                "margin, RBF support vector machine, 2000x20, to an empty pool", "svm-margin", new SupportVectorLoop(), Labels: 1000, Goal: 50, Turns: 3,
                Seeds: 1)),
            .. Updates(reference),
        ];

        IContest Loop(Dataset data, LoopOptions options) => new LoopContest(reference, exchange, data, options);
    }

    // PyTorch is not part of the reference's needs: without it these rows are left out.
    private static IEnumerable<IContest> Updates(ReferenceProcess reference) =>
        reference.Ask(new { work = "has_torch" }).GetProperty("torch").GetBoolean() ? [new UpdateContest(reference, 1), new UpdateContest(reference, 20)] : [];

    private static StrategyLoop Logistic(string strategy) => new(new LogisticRegressionFactory(), strategy);
}
