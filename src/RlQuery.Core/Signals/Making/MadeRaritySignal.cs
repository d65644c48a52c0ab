using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Making;

/// <summary>How rare the class of a made item is: 1 less its labelled and made items over those of the largest class, in [0, 1].</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class MadeRaritySignal : MakingSignal
{
    /// <inheritdoc/>
    public override string Name => "made-rarity";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "how rare the class of the made item is, 1 - n_k / max n over labelled and made items, 0 for rows; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("not made of a class with few labels", "made of a class with few labels");

    /// <inheritdoc/>
    protected override double Of(MadeState state, int item) => state.Rarity(item);
}
