using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>The shortest mean distance to 20 nearest neighbours among the candidates over the candidate's own, in [0, 1]: 1 for the most typical row.</summary>
/// <remarks>
/// Source: Hacohen, Dekel and Weinshall, "Active Learning on a Budget: Opposite Strategies Suit High and Low Budgets" (2022), section 3.2, on the
/// standardised features. Of a pool with more than 2048 rows, neighbours are sought in a sample of so many.
/// </remarks>
public sealed class TypicalitySignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "typicality";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "shortest mean distance to 20 nearest neighbours among the candidates over the candidate's own; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("few rows like it", "many rows like it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<float> spacing = context.Typicality.Spacing;
        float shortest = float.PositiveInfinity;
        foreach (int row in context.Candidates)
        {
            shortest = MathF.Min(shortest, spacing[row]);
        }
        for (int i = 0; i < values.Length; i++)
        {
            float own = spacing[context.Candidates[i]];
            values[i] = own == shortest ? 1 : shortest / own;
        }
    }
}
