namespace RlQuery.Core.Labelling;

/// <summary>A row that goes to Label Studio.</summary>
/// <param name="Row">0-based row of the table.</param>
/// <param name="Probabilities">What the model thinks of each class of the session; null where it is not asked.</param>
public sealed record LabelStudioTask(int Row, IReadOnlyList<float>? Probabilities);
