using RlQuery.Core.Queries;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>A row that goes to Label Studio.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Expected">What the model expects its answer to be; null where it is not asked.</param>
public sealed record LabelStudioTask(int Row, Expectation? Expected);
