using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Share of the labelled rows whose nearest other labelled row is of the same class, in [0, 1]: how well distances separate the classes.</summary>
/// <remarks>The one-nearest-neighbour rule's leave-one-out accuracy (Cover and Hart 1967).</remarks>
internal sealed class NearestLabelAgreement : IStateValue
{
    /// <inheritdoc/>
    public string Name => "nearest-label-agreement";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "share of the labelled rows whose nearest other label is the same; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        ReadOnlySpan<int> other = context.Classes.NearestOtherLabel;
        int agreeing = 0;
        for (int i = 0; i < other.Length; i++)
        {
            agreeing += other[i] == context.Pool.Labels[i] ? 1 : 0;
        }
        return (float)agreeing / Math.Max(1, other.Length);
    }
}
