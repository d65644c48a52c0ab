using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Varied;

/// <summary>
/// Logistic regression on rows whose features are three blocks: the row, and two that are made of it. It predicts from the first block alone.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="made">How many of the made rows it is told of beside each labelled one.</param>
/// <param name="weight">What each row counts.</param>
internal sealed class BlockLearner(string name, int made, double weight) : ILearner
{
    private const int Blocks = 3;

    private readonly LogisticRegression _learner = new();
    private FeatureMatrix? _pool;
    private FeatureMatrix? _first;
    private FeatureMatrix? _seen;
    private FeatureMatrix? _tested;
    private int _items;

    public string Name => name;

    public void Start(Items items, AnswerSpace space)
    {
        _items = items.Count;
        (_pool, _first) = (items.Features, Take(items.Features, 1));
        FeatureMatrix all = Take(items.Features, 1 + made);
        int[] rows = [.. Enumerable.Range(0, all.Rows).Select(row => items.Rows[row % _items])];
        _learner.Start(new Items(items.Name, items.DataHash, all, rows, items.Origin), space);
    }

    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        // Rows of an earlier call come first, as a learner expects.
        int[] told = new int[rows.Length * (1 + made)];
        int[] labels = new int[told.Length];
        double[] counts = new double[told.Length];
        for (int i = 0; i < told.Length; i++)
        {
            int row = i / (1 + made);
            told[i] = rows[row] + (i % (1 + made) * _items);
            labels[i] = answers.Classes[row];
            counts[i] = weight * (weights.IsEmpty ? 1 : weights[row]);
        }
        _learner.Fit(told, labels, counts);
    }

    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        if (ReferenceEquals(features, _pool))
        {
            _learner.Predict(_first!, prediction);
            return;
        }
        if (!ReferenceEquals(features, _seen))
        {
            (_seen, _tested) = (features, Take(features, 1));
        }
        _learner.Predict(_tested!, prediction);
    }

    // The first blocks of all rows, one block below the other.
    private static FeatureMatrix Take(FeatureMatrix features, int blocks)
    {
        int width = features.Columns / Blocks;
        float[] values = new float[features.Rows * blocks * width];
        for (int block = 0; block < blocks; block++)
        {
            for (int row = 0; row < features.Rows; row++)
            {
                features.Row(row).Slice(block * width, width).CopyTo(values.AsSpan(((block * features.Rows) + row) * width));
            }
        }
        return new FeatureMatrix(values, features.Rows * blocks, width);
    }
}
