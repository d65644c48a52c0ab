namespace RlQuery.Core.Streams.Learners;

/// <summary>Nearest neighbours among the latest examples: each votes for its class, and every class has a vote to be shared from the start.</summary>
/// <remarks>
/// Source: A. Bifet, B. Pfahringer, J. Read and G. Holmes, "Efficient Data Stream Classification via Probabilistic Adaptive Windows" (2013), section 2: kNN on
/// a sliding window.
/// </remarks>
internal sealed class WindowNeighbours : IncrementalLearner
{
    private readonly int _features;
    private readonly int _classes;
    private readonly int _neighbours;
    private readonly float[] _examples;
    private readonly int[] _labels;
    private readonly double[] _nearest;
    private readonly int[] _votes;
    private long _count;

    public WindowNeighbours(int features, int classes, int window, int neighbours)
    {
        _features = features;
        _classes = classes;
        _neighbours = neighbours;
        _examples = new float[window * features];
        _labels = new int[window];
        _nearest = new double[neighbours];
        _votes = new int[neighbours];
    }

    public override void Learn(ReadOnlySpan<float> features, int label)
    {
        int place = (int)(_count++ % _labels.Length);
        features.CopyTo(_examples.AsSpan(place * _features));
        _labels[place] = label;
    }

    public override void Predict(ReadOnlySpan<float> features, Span<double> probabilities)
    {
        int examples = (int)Math.Min(_count, _labels.Length);
        int found = 0;
        for (int i = 0; i < examples; i++)
        {
            ReadOnlySpan<float> example = _examples.AsSpan(i * _features, _features);
            double distance = 0;
            for (int j = 0; j < example.Length; j++)
            {
                double difference = example[j] - features[j];
                distance += difference * difference;
            }
            found = Insert(found, distance, _labels[i]);
        }
        probabilities.Fill(1.0 / (_classes * (found + 1)));
        for (int i = 0; i < found; i++)
        {
            probabilities[_votes[i]] += 1.0 / (found + 1);
        }
    }

    internal override void Exchange(StreamState state)
    {
        state.Number(ref _count);
        state.Numbers(_examples);
        state.Numbers(_labels);
    }

    // Keeps the nearest in order; of equally near ones the first stays.
    private int Insert(int found, double distance, int label)
    {
        if (found == _neighbours && distance >= _nearest[^1])
        {
            return found;
        }
        int place = found < _neighbours ? found : found - 1;
        while (place > 0 && _nearest[place - 1] > distance)
        {
            _nearest[place] = _nearest[place - 1];
            _votes[place] = _votes[place - 1];
            place--;
        }
        _nearest[place] = distance;
        _votes[place] = label;
        return Math.Min(_neighbours, found + 1);
    }
}
