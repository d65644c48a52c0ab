namespace RlQuery.Core.Streams.Strategies;

/// <summary>A threshold of confidence that falls by a hundredth after every question, and rises by as much after every item that was let go.</summary>
/// <remarks>Source: Žliobaitė and others (2014), algorithm 2, with its s = 0.01. It moves only while budget is left, so that it does not run away.</remarks>
internal sealed class VariableThreshold
{
    private const double Step = 0.01;

    private double _threshold = 1;

    /// <summary>Whether an item is below the threshold, and moves it.</summary>
    /// <param name="confidence">Probability of the predicted class.</param>
    /// <param name="factor">What the threshold is multiplied by for this item.</param>
    public bool Pass(double confidence, double factor = 1)
    {
        bool below = confidence < _threshold * factor;
        _threshold *= below ? 1 - Step : 1 + Step;
        return below;
    }

    public void Exchange(StreamState state) => state.Number(ref _threshold);
}
