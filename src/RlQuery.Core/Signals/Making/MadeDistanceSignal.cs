using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Making;

/// <summary>How far a made item is from its row, against the nearest labelled row of another class: d / (d + o), in [0, 1].</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class MadeDistanceSignal : MakingSignal
{
    /// <inheritdoc/>
    public override string Name => "made-distance";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public override string Description =>
        "distance of the made item to its row against that to the nearest row of another class, d / (d + o), 0 for rows; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("not made near to another class", "made near to another class");

    /// <inheritdoc/>
    protected override double Of(MadeState state, int item) => state.Distance(item);
}
