using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>
/// Total variation distance between the classes' shares among the labelled rows and among the predictions for the unlabelled ones, in [0, 1].
/// </summary>
internal sealed class BalanceMismatch : IStateValue
{
    /// <inheritdoc/>
    public string Name => "balance-mismatch";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "total variation distance between the classes' shares among labels and among predictions; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        int classes = context.ClassCount;
        Span<float> difference = context.Floats(classes);
        for (int k = 0; k < classes; k++)
        {
            difference[k] = -(float)context.Pool.ClassCounts[k] / Math.Max(1, context.Pool.Labelled.Length);
        }
        ReadOnlySpan<int> unlabelled = context.Pool.Unlabelled;
        foreach (int row in unlabelled)
        {
            difference[context.Predicted[row]] += 1f / unlabelled.Length;
        }
        float total = 0;
        foreach (float part in difference)
        {
            total += MathF.Abs(part);
        }
        return Math.Min(1, total / 2);
    }
}
