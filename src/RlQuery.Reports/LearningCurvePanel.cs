namespace RlQuery.Reports;

/// <summary>The curves of one data set.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Curves">One curve for each strategy, in the same order in every panel.</param>
public sealed record LearningCurvePanel(string Data, IReadOnlyList<StrategyCurve> Curves);
