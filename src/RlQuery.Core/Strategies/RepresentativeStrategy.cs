using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Prefers rows that have many others near them and no labelled or taken row: for use before a learner can tell classes apart.</summary>
/// <remarks>
/// The product of density and coverage. Source: representative sampling as in Z. Xu et al., "Representative Sampling for Text
/// Classification Using Support Vector Machines" (2003), with the greedy k-centre distance for the spread.
/// </remarks>
public sealed class RepresentativeStrategy : IQueryStrategy
{
    private static readonly DensitySignal Density = new();
    private static readonly CoverageSignal Coverage = new();

    /// <inheritdoc/>
    public string Name => "representative";

    /// <inheritdoc/>
    public string Description => "highest density times coverage";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Density, Coverage], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> density = observation.Column(Density.Name);
        ReadOnlySpan<float> coverage = observation.Column(Coverage.Name);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = density[i] * coverage[i];
        }
    }
}
