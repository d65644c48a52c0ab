using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Labels n against classes K: n / (n + 10 K), in [0, 1).</summary>
internal sealed class LabelsPerClass : IStateValue
{
    /// <summary>The name.</summary>
    internal const string StateName = "labels-per-class";

    /// <summary>Labels per class at which the value is one half.</summary>
    internal const int HalfWay = 10;

    /// <inheritdoc/>
    public string Name => StateName;

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "labels n against classes K: n / (n + 10 K); in [0, 1)";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        float labels = context.Pool.Labelled.Length + context.Pool.Pending.Length;
        return labels / (labels + (HalfWay * context.ClassCount));
    }

    /// <summary>Labels per class, n / K, of a value.</summary>
    /// <param name="value">In [0, 1).</param>
    internal static double Invert(float value) => HalfWay * (double)value / (1 - (double)value);
}
