using RlQuery.Reports;

namespace RlQuery.Studies.Difficulty;

/// <summary>What <see cref="DifficultyStudy"/> finds.</summary>
/// <param name="Summary">Brier score and calibration error of each method, compared with the constant.</param>
/// <param name="Sets">Brier scores, set by set.</param>
/// <param name="Reliability">Expected and measured disagreement by tenths of the expected.</param>
/// <param name="Figure">The same, drawn.</param>
public sealed record DifficultyResults(ResultTable Summary, ResultTable Sets, ResultTable Reliability, Figure Figure);
