namespace RlQuery.Core.Data;

/// <summary>How columns of texts and images are encoded; none of it changes the features.</summary>
public sealed record EncodingOptions
{
    /// <summary>Shows how far an encoder that takes long has come.</summary>
    /// <value>Default: null.</value>
    public IEncodingProgress? Progress { get; init; }

    /// <summary>Ends the encoding. What was computed by then stays in the cache.</summary>
    /// <value>Default: never.</value>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The file in which embeddings are kept, to be computed once.</summary>
    /// <value>Default: null; they are computed each time.</value>
    public string? Cache { get; init; }
}
