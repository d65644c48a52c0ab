using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Distance to the nearest labelled or taken row, divided by the largest among the candidates, in [0, 1]. Taking the largest is the greedy k-centre choice.
/// </summary>
/// <remarks>
/// Source: Sener and Savarese, "Active Learning for Convolutional Neural Networks: A Core-Set Approach" (2018), algorithm 1, on the standardised features.
/// While nothing is labelled, the densest row comes first: the value is the mean similarity to the pool, relative to the largest.
/// <para>
/// Largest first. In regression it is passive sampling (H. Yu and S. Kim, "Passive Sampling for Regression", 2010), called GSx by D. Wu, C.-T. Lin and J.
/// Huang, "Active Learning for Regression Using Greedy Sampling" (2019). Unit: share of the largest distance among the candidates (Euclidean, standardised
/// features). Peers: libact, small-text and scikit-activeml (greedy k-centre, core-set): the distance itself, not divided. The order is the same; with equal
/// distances the lowest row is first.
/// </para>
/// </remarks>
public sealed class CoverageSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "coverage";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["core-set", "greedy-input"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "distance to the nearest labelled row relative to the largest such distance among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("nearer to a label than others", "farther from every label than others");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<float> nearest = context.Labels.NearestSquared;
        bool labels = context.Pool.Labelled.Length + context.Pool.Pending.Length > 0;
        float largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            values[i] = labels ? MathF.Sqrt(nearest[row]) : context.Geometry.Similarity[row];
            largest = MathF.Max(largest, values[i]);
        }
        for (int i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= largest;
        }
    }
}
