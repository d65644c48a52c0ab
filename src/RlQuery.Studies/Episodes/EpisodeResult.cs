using RlQuery.Core.Evaluation;

namespace RlQuery.Studies.Episodes;

/// <summary>An episode that was run.</summary>
/// <param name="Spec">What was run.</param>
/// <param name="Curve">Its learning curve.</param>
public sealed record EpisodeResult(EpisodeSpec Spec, LearningCurve Curve)
{
    /// <summary>The same episode in one of its metrics.</summary>
    /// <param name="metric">0 for the first, by which strategies are compared, from 1 on the others.</param>
    public EpisodeResult In(int metric) => this with { Curve = Curve.In(metric) };
}
