namespace RlQuery.Studies;

/// <summary>What a manifest says of a learned policy.</summary>
/// <param name="Hash">SHA-256 of its <c>policy.json</c>.</param>
/// <param name="Seen">Names of those data sets of the evaluation that it was trained or chosen on: measured there, it flatters itself.</param>
public sealed record EvaluatedPolicy(string Hash, IReadOnlyList<string> Seen);
