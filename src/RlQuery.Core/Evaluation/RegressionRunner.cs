using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Strategies;
using RlQuery.Core.Strategies.Regression;

namespace RlQuery.Core.Evaluation;

/// <summary>Runs a strategy on a regression problem and records its learning curve: what <see cref="StrategyRunner"/> is to classification. A pure function of problem, strategy, options and seed.</summary>
/// <remarks>Keeps its buffers from run to run. Not thread-safe.</remarks>
public sealed class RegressionRunner
{
    private readonly RegressionView _view;
    private readonly EpisodeOptions _options;
    private readonly IReadOnlyList<IMetric> _metrics;
    private float[] _scores = [];
    private double[] _values = [];

    /// <summary>Makes a runner.</summary>
    /// <param name="learner">Makes the learner that is fitted after every batch, and its committee.</param>
    /// <param name="options">Budget and batch; all candidates are always shown.</param>
    /// <param name="metrics">What is measured, the curve's own metric first; at least one, all of regression.</param>
    public RegressionRunner(IRegressorFactory learner, EpisodeOptions options, IReadOnlyList<IMetric> metrics)
    {
        _view = new RegressionView(learner);
        _options = options;
        _metrics = metrics;
    }

    /// <summary>Runs one strategy to the end of the budget or of the pool.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="seed">Seed of the episode.</param>
    /// <returns>One point at the start and one after each batch.</returns>
    public LearningCurve Run(RegressionProblem problem, IRegressionStrategy strategy, ulong seed)
    {
        _view.Begin(problem, seed);
        var labels = new List<int> { _view.LabelCount };
        var scores = new List<double[]> { Measure(problem) };
        for (int asked = 0; asked < _options.Budget && !_view.Candidates.IsEmpty;)
        {
            int batch = Math.Min(Math.Min(_options.BatchSize, _options.Budget - asked), _view.Candidates.Length);
            for (int i = 1; i <= batch; i++)
            {
                _view.Take(Choose(strategy), more: i < batch);
            }
            _view.Label();
            asked += batch;
            labels.Add(_view.LabelCount);
            scores.Add(Measure(problem));
        }
        return LearningCurve.Of([.. labels], _metrics, scores);
    }

    private int Choose(IRegressionStrategy strategy)
    {
        int count = _view.Candidates.Length;
        if (_scores.Length < count)
        {
            _scores = new float[count];
        }
        Span<float> scores = _scores.AsSpan(0, count);
        strategy.Score(_view, scores);
        return _view.Candidates[QueryChoice.Best(scores, _view.Candidates)];
    }

    private double[] Measure(RegressionProblem problem)
    {
        if (_values.Length < problem.Test.Rows)
        {
            _values = new double[problem.Test.Rows];
        }
        Span<double> values = _values.AsSpan(0, problem.Test.Rows);
        _view.PredictTest(values);
        var predictions = TestPredictions.OfNumbers(values, problem.TestTargets, problem.TargetDeviation);
        double[] measured = new double[_metrics.Count];
        for (int i = 0; i < measured.Length; i++)
        {
            measured[i] = _metrics[i].Measure(predictions);
        }
        return measured;
    }
}
