namespace RlQuery.Core.Streams;

/// <summary>Items that come one by one, in their order, each with its class. Not thread-safe.</summary>
public abstract class StreamItems
{
    /// <summary>Features of an item.</summary>
    public abstract int Features { get; }

    /// <summary>Number of classes, at least 2.</summary>
    public abstract int Classes { get; }

    /// <summary>The next item.</summary>
    /// <param name="features">Receives finite numbers [<see cref="Features"/>], not standardised.</param>
    /// <param name="label">Receives the class, 0..<see cref="Classes"/>-1.</param>
    /// <returns>False at the end; a made stream has none.</returns>
    public abstract bool Next(Span<float> features, out int label);
}
