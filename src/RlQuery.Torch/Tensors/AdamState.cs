namespace RlQuery.Torch.Tensors;

/// <summary>All that <see cref="AdamOptimizer"/> remembers from step to step.</summary>
/// <param name="Steps">Number of steps taken.</param>
/// <param name="Moments">Row-major values by name: <c>{parameter}.mean</c> and <c>{parameter}.square</c> for each parameter.</param>
internal sealed record AdamState(long Steps, IReadOnlyDictionary<string, float[]> Moments);
