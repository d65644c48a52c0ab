using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Margin sampling whose ties go to the densest candidate: a fixed rule that needs no learning, to compare learned policies with.</summary>
/// <remarks>
/// Margins that are equal to two decimals count as ties. Exact margins are hardly ever equal, so density would decide nothing. A model of a few dozen labels is
/// wrong about a probability by far more than a hundredth, so smaller differences say little.
/// </remarks>
internal sealed class MarginByDensityStrategy : IQueryStrategy
{
    private static readonly MarginSignal Margin = new();
    private static readonly DensitySignal Density = new();

    /// <inheritdoc/>
    public string Name => "margin-by-density";

    /// <inheritdoc/>
    public string Description => "lowest margin in hundredths, then highest density";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Margin, Density], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> margin = observation.Column(Margin.Name);
        ReadOnlySpan<float> density = observation.Column(Density.Name);
        for (int i = 0; i < margin.Length; i++)
        {
            // Density is a rank in [0, 1]: halved, it never reaches the next hundredth.
            scores[i] = (density[i] / 2) - MathF.Round(100 * margin[i]);
        }
    }
}
