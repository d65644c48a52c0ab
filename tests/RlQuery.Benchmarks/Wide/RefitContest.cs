using RlQuery.Benchmarks.Compare;
using RlQuery.Benchmarks.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Benchmarks.Wide;

/// <summary>A fit of logistic regression to 60 rows of 768 features and 20 classes, against scikit-learn's.</summary>
/// <param name="reference">Has scikit-learn.</param>
/// <param name="exchange">Where both read the rows.</param>
/// <param name="warm">Whether ours was fitted to all rows but the last before, as in an episode; else it begins with nothing, as the reference does.</param>
internal sealed class RefitContest(ReferenceProcess reference, ExchangeFolder exchange, bool warm) : IContest
{
    private const int Labels = 60;
    private const int Classes = 20;
    private const int Times = 40;

    private readonly Problem _problem = WideData.Create(Classes, seed: 1, features: 768);
    private readonly LogisticRegression _learner = new();
    private string? _folder;

    public string Work => $"logistic regression, {Labels} labels, 768 features, {Classes} classes, {(warm ? "after a label" : "from nothing")}";

    public string Unit => "fit";

    public double Goal => 20;

    public int Turns => 7;

    public double Ours(int turn)
    {
        int[] rows = [.. Enumerable.Range(0, Labels)];
        ReadOnlySpan<int> labels = _problem.PoolLabels.AsSpan(0, Labels);
        double seconds = 0;
        for (int i = 0; i < Times; i++)
        {
            _learner.Start(_problem.Items, _problem.Units[0]);
            if (warm)
            {
                _learner.Fit(rows.AsSpan(0, Labels - 1), new Answers(labels[..(Labels - 1)]), []);
            }
            double start = ProcessorTime.Now;
            _learner.Fit(rows, new Answers(labels), []);
            seconds += ProcessorTime.Now - start;
        }
        return seconds / Times;
    }

    public double Reference(int turn)
    {
        _folder ??= exchange.Write("refit", _problem, seed: 1);
        return reference.Ask(new { work = "refit", folder = _folder, labels = Labels, times = 10 }).GetProperty("seconds").GetDouble();
    }

    public Agreement? Compare() => null;
}
