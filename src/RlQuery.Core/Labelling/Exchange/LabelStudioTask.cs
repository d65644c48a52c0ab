using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>A row that goes to Label Studio.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Expected">The model's prediction; null if it is not used.</param>
public sealed record LabelStudioTask(int Row, Expectation? Expected);
