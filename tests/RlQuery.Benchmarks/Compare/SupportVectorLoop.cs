using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Benchmarks.Compare;

/// <summary>
/// Smallest absolute decision value of a support vector machine: the learner itself in a plain loop, since scikit-learn's has no probabilities.
/// </summary>
internal sealed class SupportVectorLoop : ILoop
{
    private readonly SupportVectorMachine _machine = new();
    private readonly Pool _pool = new();
    private float[] _decisions = [];

    public (double Aubc, int[] Picks) Run(Problem problem, ulong seed, int queries)
    {
        int rows = Math.Max(problem.PoolFeatures.Rows, problem.Test.Rows);
        if (_decisions.Length < rows)
        {
            _decisions = new float[rows];
        }
        int[] testLabels = problem.TestLabels;
        double[] scores = new double[queries + 1];
        _pool.Reset(problem);
        _machine.Start(problem);
        _machine.Fit(_pool.Labelled, _pool.Labels, []);
        scores[0] = Accuracy(problem, testLabels);
        for (int i = 1; i <= queries; i++)
        {
            _machine.Decide(problem.PoolFeatures, _decisions);
            _pool.Take(Nearest());
            _pool.Answer(problem);
            _machine.Fit(_pool.Labelled, _pool.Labels, []);
            scores[i] = Accuracy(problem, testLabels);
        }
        return (Area.Under(scores), _pool.Labelled[problem.Start.Length..].ToArray());
    }

    private int Nearest()
    {
        int best = _pool.Candidates[0];
        foreach (int row in _pool.Candidates)
        {
            best = Math.Abs(_decisions[row]) < Math.Abs(_decisions[best]) ? row : best;
        }
        return best;
    }

    private double Accuracy(Problem problem, int[] testLabels)
    {
        _machine.Decide(problem.Test, _decisions);
        int right = 0;
        for (int i = 0; i < problem.Test.Rows; i++)
        {
            right += (_decisions[i] > 0 ? 0 : 1) == testLabels[i] ? 1 : 0;
        }
        return (double)right / problem.Test.Rows;
    }
}
