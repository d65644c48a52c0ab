using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Making;

/// <summary>Whether the item is made of a labelled row, and nobody is asked: 1 or 0.</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class MadeSignal : MakingSignal
{
    /// <inheritdoc/>
    public override string Name => "made";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description => "1 where the item is made of a labelled row, 0 where it is a row to label; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("a row to label", "made of a labelled row");

    /// <inheritdoc/>
    protected override double Of(MadeState state, int item) => 1;
}
