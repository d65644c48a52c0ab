using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Prefers rows whose concepts many unlabelled rows share, and near which the graph has no label yet; it looks at no model.</summary>
/// <remarks>The product of both, as <see cref="RepresentativeStrategy"/> has it for distances.</remarks>
public sealed class GraphCoverageStrategy : IQueryStrategy
{
    private static readonly GraphNoveltySignal Novelty = new();
    private static readonly GraphSharingSignal Sharing = new();

    /// <inheritdoc/>
    public string Name => "graph-coverage";

    /// <inheritdoc/>
    public string Description => "highest graph-novelty times graph-sharing";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Novelty, Sharing], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> novelty = observation.Column(Novelty.Name);
        ReadOnlySpan<float> sharing = observation.Column(Sharing.Name);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = novelty[i] * sharing[i];
        }
    }
}
