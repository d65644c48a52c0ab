using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Expected error of a classifier over clusters times density, relative to the largest among the candidates, in [0, 1].</summary>
/// <remarks>
/// Source: Nguyen and Smeulders, "Active Learning Using Pre-clustering" (2004): the row with the largest E(y - ŷ)² p(x), where P(y|x) = Σ P(y|k) P(k|x) over
/// clusters k, and P(k|x) and p(x) are those of a mixture of Gaussians at their middles. Here there are 20 k-means clusters, one width for all (the mean
/// squared distance of a row to its middle), and P(y|k) is the share of labels, each counted with P(k|x), with one label spread over all classes added;
/// theirs is a logistic regression over middles. The error is Σ p(1 - p). A taken row counts with the probabilities that it has in this model.
/// <para>
/// Cost: k-means once per episode, then one pass over 20 clusters. It does not look at the learner. Peers: libact (DWUS): the same, with two classes and five
/// clusters.
/// </para>
/// </remarks>
public sealed class DensityWeightedSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "density-weighted";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["dwus"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "expected error of a classifier over clusters times density, relative to the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("few rows are like it or labels settle its cluster", "labels do not settle its cluster and many rows are like it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        context.Mixture.Errors(values);
        Largest.DivideBy(values);
    }
}
