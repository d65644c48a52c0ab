using RlQuery.Reports;

namespace RlQuery.Studies.Advice;

/// <summary>What <see cref="AdviceStudy"/> finds.</summary>
/// <param name="Data">What advice rests on, to be shipped.</param>
/// <param name="Models">The error of each model that was tried, on origins that it has not seen.</param>
/// <param name="Summary">For each gain and number of queries: mean, errors, and how many intervals hold the measured gain.</param>
/// <param name="Calibration">Expected and measured gains, set by set.</param>
/// <param name="Figure">Expected against measured gains.</param>
public sealed record AdviceResults(AdviceData Data, ResultTable Models, ResultTable Summary, ResultTable Calibration, Figure Figure);
