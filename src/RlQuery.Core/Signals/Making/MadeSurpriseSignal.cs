using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.Making;

/// <summary>How unlikely the learner takes the class of a made item to be: 1 less the probability of its class, in [0, 1].</summary>
/// <remarks>Source: this library.</remarks>
internal sealed class MadeSurpriseSignal : MakingSignal
{
    /// <inheritdoc/>
    public override string Name => "made-surprise";

    /// <inheritdoc/>
    public override Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public override string Description => "1 - the learner's probability of the class of the made item, 0 for rows; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("not made where the learner is wrong", "made where the learner is wrong");

    /// <inheritdoc/>
    protected override double Of(MadeState state, int item) => state.Surprise(item);
}
