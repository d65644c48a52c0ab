using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>Sentences that the learner is unsure of and whose words are new: the candidate with the best sum of both ranks.</summary>
/// <remarks>
/// V. Zhao, Y. Zhang, J. Zhou and others, "Active Learning Approaches to Enhancing Neural Machine Translation" (2020), combine a ranking by the model with one
/// by the data in this way.
/// </remarks>
internal sealed class SentenceRanksStrategy : IQueryStrategy
{
    private static readonly SentenceConfidenceSignal Confidence = new();
    private static readonly NGramCoverageSignal Coverage = new();

    /// <inheritdoc/>
    public string Name => "sentence-ranks";

    /// <inheritdoc/>
    public string Description => "best sum of the ranks by lowest sentence-confidence and by highest ngram-coverage";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Confidence, Coverage], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores) =>
        RankSum.Of(observation.Column(Coverage.Name), observation.Column(Confidence.Name), scores);
}
