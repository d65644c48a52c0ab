namespace RlQuery.Core.Streams;

/// <summary>A classifier that learns from one example at a time, and can predict before the first. Not thread-safe.</summary>
public abstract class IncrementalLearner
{
    /// <summary>Learns from one example.</summary>
    /// <param name="features">Standardised features.</param>
    /// <param name="label">Its class.</param>
    public abstract void Learn(ReadOnlySpan<float> features, int label);

    /// <summary>Predicts the probability of each class; before the first example, all are equal.</summary>
    /// <param name="features">Standardised features.</param>
    /// <param name="probabilities">Receives finite probabilities that sum to 1 [classes].</param>
    public abstract void Predict(ReadOnlySpan<float> features, Span<double> probabilities);

    /// <summary>Writes or reads all that later predictions depend on.</summary>
    /// <param name="state">The other side.</param>
    internal abstract void Exchange(StreamState state);
}
