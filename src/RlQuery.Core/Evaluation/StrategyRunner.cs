using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Evaluation;

/// <summary>Runs a strategy on a problem and records its learning curve. A pure function of problem, strategy, options and seed.</summary>
/// <remarks>Keeps its buffers from run to run. Not thread-safe.</remarks>
public sealed class StrategyRunner
{
    private readonly Episode _episode;
    private readonly EpisodeOptions _options;
    private readonly IQueryStrategy? _reference;
    private readonly IReadOnlyList<IMetric> _metrics;
    private IQueryStrategy? _strategy;
    private StrategyPlayer? _player;

    /// <summary>Makes a runner.</summary>
    /// <param name="learner">The learner that is fitted after every batch.</param>
    /// <param name="options">Budget, batch and score; all candidates are always shown.</param>
    /// <param name="reference">A strategy whose choices are compared with each choice, to count departures; null for none, which costs nothing.</param>
    /// <param name="metrics">What is measured, the curve's own metric first; null for the score that the options name.</param>
    public StrategyRunner(ILearnerFactory learner, EpisodeOptions options, IQueryStrategy? reference = null, IReadOnlyList<IMetric>? metrics = null)
    {
        _reference = reference;
        _metrics = metrics ?? [];
        _episode = new Episode(learner);
        _options = options;
    }

    /// <summary>Rules whose stops are noted. The run still continues to its end.</summary>
    /// <value>Default: none, which costs nothing.</value>
    public IReadOnlyList<IStoppingRule> Rules { get; init; } = [];

    /// <summary>Runs one strategy to the end of the budget or of the pool.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="seed">Seed of the episode.</param>
    /// <returns>One point at the start and one after each batch.</returns>
    public LearningCurve Run(Problem problem, IQueryStrategy strategy, ulong seed)
    {
        if (!ReferenceEquals(_strategy, strategy))
        {
            _strategy = strategy;
            _player = new StrategyPlayer(strategy, _reference);
        }
        _episode.Begin(problem, _options.Budget, seed);
        var grid = MoneyGrid.Of(problem, _options);
        double Cost() => grid?.Charge(_episode.Spent, _episode.IsOver) ?? _episode.Cost;
        var costs = new List<double> { Cost() };
        var scores = new List<double[]> { Measure() };
        var departures = new List<int> { 0 };
        IStoppingWatch[] watches = [.. Rules.Select(rule => rule.Watch())];
        double?[] stops = new double?[watches.Length];
        Look(watches, stops);
        while (!_episode.IsOver)
        {
            int departed = 0;
            while (!_episode.IsOver && !_episode.IsBatchFull(_options.BatchSize))
            {
                departed += _player!.Take(_episode) ? 1 : 0;
            }
            _episode.Label();
            costs.Add(Cost());
            scores.Add(Measure());
            departures.Add(departed);
            Look(watches, stops);
        }
        if (_episode.Pool.Implied > 0)
        {
            // Others may still have to ask: what is known by then stays known, so that the curves are compared over the same range.
            int last = Math.Min(_options.Budget, problem.Items.Count - problem.Start.Length);
            for (int queries = _episode.Queries; queries < last;)
            {
                int step = Math.Min(_options.BatchSize, last - queries);
                queries += step;
                costs.Add(costs[^1] + step);
                scores.Add(scores[^1]);
                departures.Add(0);
            }
        }
        if (grid is not null)
        {
            int[] places = grid.Places(costs);
            departures = [.. places.Select((place, unit) => unit == 0 ? 0 : departures.Take(place + 1).Skip(places[unit - 1] + 1).Sum())];
            scores = [.. places.Select(place => scores[place])];
            costs = [.. grid.Costs];
        }
        return LearningCurve.Of([.. costs], _metrics.Count == 0 ? [ClassificationTask.Instance.DefaultMetric] : _metrics, scores) with
        {
            CostUnit = problem.CostUnit,
            Departures = _reference is null ? null : [.. departures],
            Stops = stops,
        };
    }

    private void Look(IStoppingWatch[] watches, double?[] stops)
    {
        if (watches.Length == 0)
        {
            return;
        }
        StoppingPoint point = See();
        for (int i = 0; i < watches.Length; i++)
        {
            stops[i] ??= watches[i].Holds(point) ? (_episode.Problem.HasPrices ? Math.Ceiling(_episode.Spent) : _episode.Cost) : null;
        }
    }

    private StoppingPoint See()
    {
        Pool pool = _episode.Pool;
        return pool.Space.IsNumber
            ? StoppingPoint.OfNumbers(_episode.Queries, _episode.Numbers, pool.Unlabelled)
            : StoppingPoint.Join([.. _episode.Problem.Units.Select((space, unit) =>
                StoppingPoint.Of(_episode.Queries, _episode.PoolProbabilities(unit), pool.Unlabelled, space.Classes))]);
    }

    private double[] Measure()
    {
        if (_metrics.Count == 0)
        {
            return [_episode.Score(_options.Smoothing, _options.Metric)];
        }
        TestPredictions predictions = _episode.Judge();
        double[] values = new double[_metrics.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _metrics[i].Measure(predictions);
        }
        return values;
    }
}
