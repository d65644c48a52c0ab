using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Samples.Tests.Own;

/// <summary>A learner of one's own: a class is the more probable the nearer its mean is, p ∝ exp(-|x - mean|²/2).</summary>
internal sealed class NearestMean : ILearner
{
    private Items? _items;
    private int _classes;
    private double[] _sums = [];
    private double[] _counts = [];

    public string Name => "nearest-mean";

    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        _sums = new double[space.Classes * items.Features.Columns];
        _counts = new double[space.Classes];
    }

    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        FeatureMatrix pool = _items!.Features;
        Array.Clear(_sums);
        Array.Clear(_counts);
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            _counts[labels[i]] += weight;
            for (int j = 0; j < pool.Columns; j++)
            {
                _sums[(labels[i] * pool.Columns) + j] += weight * pool.Row(rows[i])[j];
            }
        }
    }

    // A class without a label gets probability 0; without any label all get the same.
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> probabilities = prediction.Probabilities;
        int classes = _classes;
        double[] scores = new double[classes];
        for (int row = 0; row < features.Rows; row++)
        {
            for (int k = 0; k < classes; k++)
            {
                scores[k] = _counts[k] > 0 ? -SquaredDistance(features.Row(row), k) / 2 : double.NegativeInfinity;
            }
            double largest = scores.Max();
            double total = scores.Sum(score => Math.Exp(score - largest));
            for (int k = 0; k < classes; k++)
            {
                probabilities[(row * classes) + k] = double.IsNegativeInfinity(largest) ? 1f / classes : (float)(Math.Exp(scores[k] - largest) / total);
            }
        }
    }

    private double SquaredDistance(ReadOnlySpan<float> row, int label)
    {
        double total = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double difference = row[j] - (_sums[(label * row.Length) + j] / _counts[label]);
            total += difference * difference;
        }
        return total;
    }
}

/// <summary>Makes one for each thread.</summary>
internal sealed class NearestMeanFactory : ILearnerFactory
{
    public string Name => "nearest-mean";

    public string Description => "the more probable the nearer the mean of a class is";

    public ILearner Create() => new NearestMean();
}
