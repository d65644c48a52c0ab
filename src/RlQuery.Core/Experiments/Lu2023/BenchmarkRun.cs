using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners.SupportVector;

namespace RlQuery.Core.Experiments.Lu2023;

/// <summary>One seed of the benchmark: a support vector machine, fitted from scratch after every query, until the pool is empty.</summary>
/// <remarks>Steps 4 and 5 of the protocol: RBF kernel, C = 1, γ = 1/features, tolerance 1e-3.</remarks>
internal sealed class BenchmarkRun
{
    private const double Tolerance = 1e-3;

    private readonly BenchmarkSplit _split;
    private readonly RbfKernel _pool;
    private readonly RbfKernel _test;
    private readonly TwoClassMachine _machine;
    private readonly bool[] _labelled;
    private readonly int[] _rows;
    private readonly double[] _poolDecisions;
    private readonly double[] _testDecisions;

    public BenchmarkRun(BenchmarkSplit split, int features)
    {
        _split = split;
        _pool = new RbfKernel(split.Train, split.Train, features, 1.0 / features);
        _test = new RbfKernel(split.Train, split.Test, features, 1.0 / features);
        _machine = new TwoClassMachine(_pool);
        _labelled = new bool[split.TrainLabels.Length];
        _labelled.AsSpan(0, BenchmarkSplit.StartLabels).Fill(true);
        _rows = new int[_labelled.Length];
        _poolDecisions = new double[_labelled.Length];
        _testDecisions = new double[split.TestLabels.Length];
    }

    /// <summary>Queries until the pool is empty.</summary>
    /// <param name="rule">Who chooses.</param>
    /// <returns>Test accuracy after each query; the first model's is not among them.</returns>
    public LearningCurve Run(IQueryRule rule)
    {
        int pool = _labelled.Length - BenchmarkSplit.StartLabels;
        int[] labels = new int[pool];
        double[] accuracies = new double[pool];
        Fit();
        for (int i = 0; i < pool; i++)
        {
            _machine.Decide(_pool, _poolDecisions);
            _labelled[rule.Next(_poolDecisions, _labelled)] = true;
            Fit();
            labels[i] = BenchmarkSplit.StartLabels + i + 1;
            accuracies[i] = Accuracy();
        }
        return new LearningCurve(labels, accuracies);
    }

    /// <summary>Step 6 of the protocol: the trapezoids over the accuracies, divided by the size of the pool.</summary>
    public static double Aubc(LearningCurve curve)
    {
        double area = 0;
        for (int i = 1; i < curve.Scores.Length; i++)
        {
            area += (curve.Scores[i - 1] + curve.Scores[i]) / 2;
        }
        return area / curve.Scores.Length;
    }

    private void Fit()
    {
        int count = 0;
        int firstClass = 0;
        for (int label = 0; label < 2; label++)
        {
            firstClass = count;
            for (int row = 0; row < _labelled.Length; row++)
            {
                if (_labelled[row] && _split.TrainLabels[row] == label)
                {
                    _rows[count++] = row;
                }
            }
        }
        _machine.Fit(_rows.AsSpan(0, count), firstClass, Tolerance);
    }

    private double Accuracy()
    {
        _machine.Decide(_test, _testDecisions);
        int right = 0;
        for (int i = 0; i < _testDecisions.Length; i++)
        {
            right += (_testDecisions[i] > 0 ? 0 : 1) == _split.TestLabels[i] ? 1 : 0;
        }
        return (double)right / _testDecisions.Length;
    }
}
