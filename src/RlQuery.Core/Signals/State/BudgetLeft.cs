using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Queries left, q, as q / (q + 20): how long a choice may still pay off, in [0, 1).</summary>
internal sealed class BudgetLeft : IStateValue
{
    /// <inheritdoc/>
    public string Name => "budget-left";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Items;

    /// <inheritdoc/>
    public string Description => "queries left q, as q / (q + 20); in [0, 1)";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        float left = (float)Math.Max(0, context.Budget - context.Spent);
        return left / (left + 20);
    }
}
