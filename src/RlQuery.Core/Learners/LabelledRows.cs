using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners;

/// <summary>
/// The labelled rows that count in a fit: those of positive weight, in the order of the data set, so that no bit of what is fitted to them depends on another
/// order.
/// </summary>
/// <remarks>Keeps its buffers from fit to fit.</remarks>
public sealed class LabelledRows
{
    private int[] _order = [];
    private int[] _keys = [];
    private int[] _rows = [];
    private int[] _labels = [];
    private double[] _weights = [];
    private int[] _classes = [];
    private int _classCount;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their pool rows.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Their classes.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Count);

    /// <summary>Their weights, all positive.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>The place of each row in what <see cref="Take"/> was given.</summary>
    public ReadOnlySpan<int> Positions => _order.AsSpan(0, Count);

    /// <summary>The classes among them, ascending.</summary>
    public ReadOnlySpan<int> Classes => _classes.AsSpan(0, _classCount);

    /// <summary>Forgets them all.</summary>
    public void Clear()
    {
        Count = 0;
        _classCount = 0;
    }

    /// <summary>Takes in the arguments of <see cref="ILearner.Fit"/>.</summary>
    /// <param name="items">The items of the episode.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="rows">Pool rows.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="weights">Weight of each row; empty for 1 each.</param>
    public void Take(Items items, int classes, ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        Reserve(rows.Length, classes);
        Count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (weights.IsEmpty || weights[i] > 0)
            {
                _keys[Count] = items.Rows[rows[i]];
                _order[Count++] = i;
            }
        }
        Array.Sort(_keys, _order, 0, Count);
        for (int i = 0; i < Count; i++)
        {
            int position = _order[i];
            _rows[i] = rows[position];
            _labels[i] = labels[position];
            _weights[i] = weights.IsEmpty ? 1 : weights[position];
        }
        _classCount = 0;
        for (int k = 0; k < classes; k++)
        {
            if (Labels.Contains(k))
            {
                _classes[_classCount++] = k;
            }
        }
    }

    /// <summary>Predicts if fewer than two classes have labels: the only class is certain; without labels, all classes are equally likely.</summary>
    /// <param name="classes">Number of classes of the problem.</param>
    /// <param name="probabilities">Receives [rows x classes]; zeros where there are two classes or more.</param>
    /// <returns>Whether fewer than two classes have labels, so that the prediction is complete.</returns>
    public bool PredictWithoutModel(int classes, Span<float> probabilities)
    {
        probabilities.Fill(_classCount == 0 ? 1f / classes : 0);
        if (_classCount == 1)
        {
            for (int i = _classes[0]; i < probabilities.Length; i += classes)
            {
                probabilities[i] = 1;
            }
        }
        return _classCount < 2;
    }

    /// <summary>Whether all labelled rows have equal features.</summary>
    /// <param name="pool">Where the rows are.</param>
    public bool AreAlike(FeatureMatrix pool)
    {
        foreach (int row in Rows)
        {
            if (!pool.Row(row).SequenceEqual(pool.Row(_rows[0])))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Predicts the classes' shares of the weight, whatever the features.</summary>
    /// <param name="classes">Number of classes of the problem.</param>
    /// <param name="probabilities">Receives [rows x classes].</param>
    public void PredictShares(int classes, Span<float> probabilities)
    {
        double total = 0;
        foreach (double weight in Weights)
        {
            total += weight;
        }
        foreach (int k in Classes)
        {
            double own = 0;
            for (int i = 0; i < Count; i++)
            {
                own += _labels[i] == k ? _weights[i] : 0;
            }
            for (int i = k; i < probabilities.Length; i += classes)
            {
                probabilities[i] = (float)(own / total);
            }
        }
    }

    private void Reserve(int rows, int classes)
    {
        if (_rows.Length < rows)
        {
            int capacity = Math.Max(64, rows * 2);
            _order = new int[capacity];
            _keys = new int[capacity];
            _rows = new int[capacity];
            _labels = new int[capacity];
            _weights = new double[capacity];
        }
        if (_classes.Length < classes)
        {
            _classes = new int[classes];
        }
    }
}
