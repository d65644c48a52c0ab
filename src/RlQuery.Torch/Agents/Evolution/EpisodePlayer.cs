using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Torch.Agents.Evolution;

/// <summary>Plays whole episodes with a gated linear policy whose weights change from episode to episode. One per thread.</summary>
/// <remarks>It chooses like the saved policy.</remarks>
internal sealed class EpisodePlayer
{
    private readonly GatedLinearNetwork _network;
    private readonly LearnedPolicy _policy;
    private readonly float[] _weights;
    private readonly StrategyRunner _runner;
    private readonly IQueryStrategy _reference;
    private readonly EpisodeOptions _options;
    private float[] _scores = [];

    public EpisodePlayer(TrainingSetup setup, Selector selector, NetworkShape shape)
    {
        _network = new GatedLinearNetwork(shape);
        _policy = new LearnedPolicy("evolution", setup.SignalList, setup.Normalisation, selector, [_network]);
        _weights = new float[shape.Parameters];
        _reference = setup.Reference;
        _options = setup.Episode;
        _runner = new StrategyRunner(setup.Learner, setup.Episode);
    }

    /// <summary>Weights of the next episode, to be filled.</summary>
    public Span<float> Weights => _weights;

    /// <summary>Plays to the end.</summary>
    /// <param name="environment">An episode that has just begun, or has nothing to query.</param>
    /// <param name="observation">Its first observation.</param>
    /// <returns>Mean score over the episode, by the trapezoid rule over labels, or over money, as for the AUBC, and the steps made.</returns>
    public (double Mean, int Steps) Play(QueryEnvironment environment, Observation observation)
    {
        _network.Load(_weights);
        var grid = MoneyGrid.Of(environment.Problem, _options);
        double Cost() => grid?.Charge(environment.Spent, !environment.Running) ?? environment.Answered;
        var costs = new List<double> { Cost() };
        var scores = new List<double> { environment.Score };
        while (environment.Running)
        {
            observation = environment.Step(Choose(observation)).Observation;
            costs.Add(Cost());
            scores.Add(environment.Score);
        }
        LearningCurve curve = grid is not null
            ? new LearningCurve(grid.Costs, [.. grid.Places(costs).Select(place => scores[place])])
            : new LearningCurve([.. costs], [.. scores]);
        return (costs[^1] > costs[0] ? curve.Aubc : scores[^1], costs.Count - 1);
    }

    /// <summary>Mean score over the reference's episode.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="seed">Seed of the episode.</param>
    public double Reference(Problem problem, ulong seed) => _runner.Run(problem, _reference, seed).Aubc;

    private int Choose(Observation observation)
    {
        if (_scores.Length < observation.Count)
        {
            _scores = new float[observation.Count];
        }
        Span<float> scores = _scores.AsSpan(0, observation.Count);
        _policy.Score(observation, scores);
        return QueryChoice.Best(scores, observation.Rows);
    }
}
