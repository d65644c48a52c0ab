namespace RlQuery.Core.Signals.Context;

/// <summary>What the labels that eight rows may have do to scores.</summary>
/// <param name="labels">Places of the labels' classes among those that move.</param>
/// <param name="taken">How far down each pushes every class, as if that were not its own [labels x moving classes x lanes].</param>
/// <param name="raised">How far up each pushes its own class [labels x lanes].</param>
/// <param name="weights">How probable each is; 0 where that is negligible [labels x lanes].</param>
/// <param name="tame">1 for labels that move few classes far [labels x lanes].</param>
internal readonly ref struct LabelPushes(
    ReadOnlySpan<int> labels, ReadOnlySpan<float> taken, ReadOnlySpan<float> raised, ReadOnlySpan<float> weights, Span<float> tame)
{
    /// <summary>Places of the labels' classes among those that move.</summary>
    public ReadOnlySpan<int> Labels { get; } = labels;

    /// <summary>How far down each pushes every class [labels x moving classes x lanes].</summary>
    public ReadOnlySpan<float> Taken { get; } = taken;

    /// <summary>How far up each pushes its own class [labels x lanes].</summary>
    public ReadOnlySpan<float> Raised { get; } = raised;

    /// <summary>How probable each is [labels x lanes].</summary>
    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>1 for labels that move few classes far, 0 for others [labels x lanes].</summary>
    public Span<float> Tame { get; } = tame;
}
