using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>How much nearer, by a kernel, 256 sampled rows would be to a label with the candidate's than without, in the mean, in [0, 1].</summary>
/// <remarks>
/// Source: Bae, Noh and Sutherland, "Generalized Coverage for More Robust Low-Budget Active Learning" (2024), called MaxHerding: the mean over rows of
/// max(k(x, row), k(labels, row)) - k(labels, row) with the kernel exp(-γd²) of <see cref="KernelFrequencies"/>. A taken row counts as labelled; they choose a
/// batch in this greedy order too.
/// <para>
/// Cost: one pass over the pool for each label. Peers: scikit-activeml (MaxHerding): the same, over the whole pool.
/// </para>
/// </remarks>
public sealed class HerdingSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "max-herding";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "mean gain of kernel coverage of 256 sampled rows by its label; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("rows near it are near a label already", "rows near it are far from every label");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values) => KernelGains.Fill(context, weights: [], values);
}
