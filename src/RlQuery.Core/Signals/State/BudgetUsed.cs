using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>Share of the budget that is used, in [0, 1].</summary>
internal sealed class BudgetUsed : IStateValue
{
    /// <inheritdoc/>
    public string Name => "budget-used";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Items;

    /// <inheritdoc/>
    public string Description => "share of the budget that is used; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context) => Math.Min(1, (float)context.Spent / Math.Max(1, context.Budget));
}
