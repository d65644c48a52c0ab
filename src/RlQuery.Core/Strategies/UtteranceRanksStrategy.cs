using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>
/// Utterances that are said like many others, and so show clearly what is wanted, and that the learner is unsure of how to reply to: the candidate with the
/// best sum of both ranks.
/// </summary>
/// <remarks>
/// How clear an utterance is, is how near its neighbours are: typicality, of G. Hacohen, A. Dekel and D. Weinshall, "Active Learning on a Budget: Opposite
/// Strategies Suit High and Low Budgets" (2022). Ranks are joined as in <see cref="SentenceRanksStrategy"/>.
/// </remarks>
internal sealed class UtteranceRanksStrategy : IQueryStrategy
{
    private static readonly SentenceConfidenceSignal Confidence = new();
    private static readonly TypicalitySignal Typicality = new();

    /// <inheritdoc/>
    public string Name => "utterance-ranks";

    /// <inheritdoc/>
    public string Description => "best sum of the ranks by lowest sentence-confidence and by highest typicality";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Confidence, Typicality], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores) =>
        RankSum.Of(observation.Column(Typicality.Name), observation.Column(Confidence.Name), scores);
}
