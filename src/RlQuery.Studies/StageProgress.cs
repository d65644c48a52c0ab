namespace RlQuery.Studies;

/// <summary>How far a stage is.</summary>
/// <param name="Done">How much is done, at most the stage's total.</param>
/// <param name="Detail">Further text; empty for none.</param>
public readonly record struct StageProgress(double Done, string Detail);
