namespace RlQuery.Studies.Episodes;

/// <summary>The results of the episodes of a grid, in order.</summary>
/// <param name="Outcomes">The episodes.</param>
public sealed record EvaluationResult(IReadOnlyList<EpisodeOutcome> Outcomes)
{
    /// <summary>Those that failed.</summary>
    public IReadOnlyList<EpisodeOutcome> Failures { get; } = [.. Outcomes.Where(outcome => outcome.Failure is not null)];

    /// <summary>The episodes of one learner that did not fail.</summary>
    /// <param name="learner">Name of the learner.</param>
    public IReadOnlyList<EpisodeResult> Episodes(string learner) =>
    [
        .. Outcomes.Where(outcome => outcome.Cell.Learner == learner && outcome.Curve is not null)
            .Select(outcome => new EpisodeResult(outcome.Cell.Episode, outcome.Curve!)),
    ];
}
