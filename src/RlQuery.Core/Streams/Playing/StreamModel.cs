namespace RlQuery.Core.Streams.Playing;

/// <summary>A learner on a stream: it standardises items, predicts them, and learns from the labels that it is told. Not thread-safe.</summary>
internal sealed class StreamModel
{
    private readonly IncrementalLearner _learner;
    private readonly RunningScale _scale;
    private readonly float[] _features;
    private readonly float[] _told;
    private readonly double[] _probabilities;

    public StreamModel(IIncrementalLearnerFactory learner, int features, int classes)
    {
        _learner = learner.Create(features, classes);
        _scale = new RunningScale(features);
        _features = new float[features];
        _told = new float[features];
        _probabilities = new double[classes];
    }

    /// <summary>Takes an item into account, and predicts it.</summary>
    /// <param name="item">Features, not standardised.</param>
    public StreamMoment Look(ReadOnlySpan<float> item)
    {
        _scale.Add(item);
        _scale.Apply(item, _features);
        _learner.Predict(_features, _probabilities);
        return Latest;
    }

    /// <summary>The item that was looked at last.</summary>
    public StreamMoment Latest => new(_features, _probabilities);

    /// <summary>Learns the label of an item that was looked at, however long ago.</summary>
    /// <param name="item">Features, not standardised.</param>
    /// <param name="label">Its class.</param>
    public void Learn(ReadOnlySpan<float> item, int label)
    {
        _scale.Apply(item, _told);
        _learner.Learn(_told, label);
    }

    public void Exchange(StreamState state)
    {
        _scale.Exchange(state);
        _learner.Exchange(state);
    }
}
