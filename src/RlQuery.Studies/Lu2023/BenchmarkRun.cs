using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners.SupportVector;

namespace RlQuery.Studies.Lu2023;

/// <summary>One seed of the benchmark: a support vector machine, fitted from scratch after every query, until the pool is empty.</summary>
/// <remarks>Steps 4 and 5 of the protocol: RBF kernel, C = 1, γ = 1/features, tolerance 1e-3.</remarks>
internal sealed class BenchmarkRun
{
    private const double Tolerance = 1e-3;

    private readonly BenchmarkSplit _split;
    private readonly RbfKernel _pool;
    private readonly RbfKernel _test;
    private readonly TwoClassMachine _machine;
    // Those of the first class, then those of the second, each ascending.
    private readonly int[] _labelled;
    private readonly int[] _unlabelled;
    private readonly double[] _poolDecisions;
    private readonly double[] _testDecisions;
    private int _labelledCount;
    private int _firstClassCount;

    public BenchmarkRun(BenchmarkSplit split, int features)
    {
        _split = split;
        _pool = new RbfKernel(split.Train, split.Train, features, 1.0 / features);
        _test = new RbfKernel(split.Train, split.Test, features, 1.0 / features);
        _machine = new TwoClassMachine(_pool);
        _labelled = new int[split.TrainLabels.Length];
        _unlabelled = [.. Enumerable.Range(BenchmarkSplit.StartLabels, _labelled.Length - BenchmarkSplit.StartLabels)];
        for (int row = 0; row < BenchmarkSplit.StartLabels; row++)
        {
            Insert(row);
        }
        _poolDecisions = new double[_labelled.Length];
        _testDecisions = new double[split.TestLabels.Length];
    }

    /// <summary>Queries until the pool is empty.</summary>
    /// <param name="rule">Who chooses.</param>
    /// <returns>Test accuracy after each query; the first model's is not among them.</returns>
    public LearningCurve Run(IQueryRule rule)
    {
        int pool = _labelled.Length - BenchmarkSplit.StartLabels;
        double[] labels = new double[pool];
        double[] accuracies = new double[pool];
        Fit();
        for (int i = 0; i < pool; i++)
        {
            _machine.Decide(_pool, _poolDecisions);
            Label(rule.Next(_poolDecisions, _unlabelled.AsSpan(0, pool - i)), pool - i);
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

    private void Fit() => _machine.Fit(_labelled.AsSpan(0, _labelledCount), _firstClassCount, Tolerance);

    private void Label(int row, int unlabelled)
    {
        int place = _unlabelled.AsSpan(0, unlabelled).BinarySearch(row);
        _unlabelled.AsSpan(place + 1, unlabelled - place - 1).CopyTo(_unlabelled.AsSpan(place));
        Insert(row);
    }

    private void Insert(int row)
    {
        bool first = _split.TrainLabels[row] == 0;
        int start = first ? 0 : _firstClassCount;
        int place = start + ~_labelled.AsSpan(start, (first ? _firstClassCount : _labelledCount) - start).BinarySearch(row);
        _labelled.AsSpan(place, _labelledCount - place).CopyTo(_labelled.AsSpan(place + 1));
        _labelled[place] = row;
        _labelledCount++;
        _firstClassCount += first ? 1 : 0;
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
