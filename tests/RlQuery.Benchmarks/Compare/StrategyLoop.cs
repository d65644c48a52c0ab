using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Compare;

/// <summary>
/// The loop of every evaluation: an <see cref="Episode"/> in which a <see cref="StrategyPlayer"/> chooses, as <see cref="StrategyRunner"/> runs it.
/// </summary>
internal sealed class StrategyLoop(ILearnerFactory learner, string strategy) : ILoop
{
    private readonly Episode _episode = new(learner);
    private readonly StrategyPlayer _player = new(Known.Parts.Find<IQueryStrategy>(strategy));

    public (double Aubc, int[] Picks) Run(Problem problem, ulong seed, int queries)
    {
        double[] scores = new double[queries + 1];
        _episode.Begin(problem, queries, seed);
        scores[0] = _episode.Score(smoothing: 0);
        for (int i = 1; i <= queries; i++)
        {
            _player.Take(_episode);
            _episode.Label();
            scores[i] = _episode.Score(smoothing: 0);
        }
        return (Area.Under(scores), _episode.Pool.Labelled[problem.Start.Length..].ToArray());
    }
}
