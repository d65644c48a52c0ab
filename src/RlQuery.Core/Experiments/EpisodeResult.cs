using RlQuery.Core.Evaluation;

namespace RlQuery.Core.Experiments;

/// <summary>An episode that was run.</summary>
/// <param name="Spec">What was run.</param>
/// <param name="Curve">Its learning curve.</param>
public sealed record EpisodeResult(EpisodeSpec Spec, LearningCurve Curve);
