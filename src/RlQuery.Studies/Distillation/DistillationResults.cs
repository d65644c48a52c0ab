namespace RlQuery.Studies.Distillation;

/// <summary>What a distillation found.</summary>
/// <param name="Folder">The folder, as it was named.</param>
/// <param name="Reference">Name of the task's reference.</param>
/// <param name="Rows">What teacher, rule, tree and reference are worth.</param>
/// <param name="Rule">What the rule prefers, a line for each preference.</param>
/// <param name="Leaves">Number of leaves of the tree.</param>
public sealed record DistillationResults(
    string Folder, string Reference, IReadOnlyList<DistillationRow> Rows, IReadOnlyList<string> Rule, int Leaves);
