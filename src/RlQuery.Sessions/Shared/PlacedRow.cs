namespace RlQuery.Sessions.Shared;

/// <summary>A row in the plane of the first two principal components of the features.</summary>
/// <param name="Row">0-based row.</param>
/// <param name="X">First coordinate.</param>
/// <param name="Y">Second coordinate.</param>
/// <param name="Label">Place of its class among the classes; null where it has none.</param>
/// <param name="Predicted">Place of the class that the learner expects most; null where it must not say, or does not know.</param>
/// <param name="Uncertainty">1 less the difference of the two largest probabilities, in [0, 1]; null where the learner must not say, or does not know.</param>
public sealed record PlacedRow(int Row, double X, double Y, int? Label, int? Predicted, double? Uncertainty);
