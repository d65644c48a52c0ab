namespace RlQuery.Reports;

/// <summary>What a policy attends to.</summary>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Signals">Names of its signals.</param>
/// <param name="Stages">One or more stages, one after the other.</param>
public sealed record AttentionPanel(string Policy, IReadOnlyList<string> Signals, IReadOnlyList<AttentionStage> Stages);
