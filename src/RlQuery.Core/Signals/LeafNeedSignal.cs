using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// How many labels the candidate's leaf of a regression tree should have over how many it has, relative to the largest among the candidates, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Jose, de Mendonça, Devijver, Jakse, Monbet and Poloni, "Regression Tree-based Active Learning" (2024), equation 5: a leaf gets labels in proportion
/// to √(π σ²), π its share of the unlabelled rows and σ² the variance of its known numbers. They divide a batch in this proportion. Here the next row is of the
/// leaf that has fewest labels by that measure. A taken row counts with its prediction.
/// <para>
/// Cost: a tree of the labelled rows for each choice. Peers: scikit-activeml (RegressionTreeBasedAL): the numbers of labels for each leaf.
/// </para>
/// </remarks>
public sealed class LeafNeedSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "leaf-need";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers;

    /// <inheritdoc/>
    public string Description => "labels that its leaf of a regression tree should have over those it has, relative to the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("numbers near it are alike or many", "numbers near it differ and are few");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        context.Leaves.Needs(values);
        Largest.DivideBy(values);
    }
}
