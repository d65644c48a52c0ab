namespace RlQuery.Core.Signals;

/// <summary>Labels n against classes K: n / (n + 10 K), in [0, 1).</summary>
public sealed class LabelsPerClass : IStateValue
{
    /// <inheritdoc/>
    public string Name => "labels-per-class";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "labels n against classes K: n / (n + 10 K); in [0, 1)";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        float labels = context.Pool.Labelled.Length + context.Pool.Pending.Length;
        return labels / (labels + (10 * context.Problem.Classes));
    }
}
