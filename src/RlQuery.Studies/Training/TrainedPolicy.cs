namespace RlQuery.Studies.Training;

/// <summary>What came of a training run.</summary>
/// <param name="Folder">Folder of the policy, its reward curve and its log.</param>
/// <param name="Steps">Environment steps made, those of earlier runs included.</param>
/// <param name="WasTrained">Whether training had already ended before.</param>
public sealed record TrainedPolicy(string Folder, long Steps, bool WasTrained);
