using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Making;

/// <summary>A signal of items that are made of a labelled row; 0 for rows, and where nothing is made.</summary>
internal abstract class MakingSignal : ISignal
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public abstract Preference Preference { get; }

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Made | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public abstract (string Low, string High) Reasons { get; }

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        values.Clear();
        if (context.Items.Made is null)
        {
            return;
        }
        var state = new MadeState(context);
        for (int i = 0; i < values.Length; i++)
        {
            if (state.IsMade(context.Candidates[i]))
            {
                values[i] = (float)Of(state, context.Candidates[i]);
            }
        }
    }

    /// <summary>The signal of one made item.</summary>
    /// <param name="state">What is known of made items.</param>
    /// <param name="item">The item.</param>
    protected abstract double Of(MadeState state, int item);
}
