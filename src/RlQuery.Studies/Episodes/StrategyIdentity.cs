namespace RlQuery.Studies.Episodes;

/// <summary>What results say of a strategy.</summary>
/// <param name="Name">Its name, by which results are told apart.</param>
/// <param name="Kind">What it is.</param>
public sealed record StrategyIdentity(string Name, StrategyKind Kind)
{
    /// <summary>SHA-256 of a policy's <c>policy.json</c>, which covers its weights; null for anything else.</summary>
    /// <value>Default: null.</value>
    public string? Hash { get; init; }

    /// <summary>Names of those data sets of the comparison that it was trained or chosen on: results on them are too optimistic.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Seen { get; init; } = [];
}
