using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Routing;

/// <summary>A signal of a row and who may be asked for it; 0 where one source answers all.</summary>
internal abstract class RoutingSignal : ISignal
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public abstract Preference Preference { get; }

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Annotators | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public abstract (string Low, string High) Reasons { get; }

    /// <inheritdoc/>
    public virtual void Compute(SignalContext context, Span<float> values)
    {
        if (context.Routes is not { } state)
        {
            values.Clear();
            return;
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Of(state, context, context.Candidates[i]);
        }
    }

    /// <summary>The signal of one item.</summary>
    /// <param name="state">What annotators said.</param>
    /// <param name="context">The state of the episode.</param>
    /// <param name="item">A row and whom to ask.</param>
    protected abstract double Of(RouteState state, SignalContext context, int item);
}
