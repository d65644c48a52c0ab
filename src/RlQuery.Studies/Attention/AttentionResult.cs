namespace RlQuery.Studies.Attention;

/// <summary>What an <see cref="AttentionStudy"/> found.</summary>
/// <param name="Attention">What policies attend to: a row for each policy and stage.</param>
/// <param name="Agreement">How often they pick what heuristics pick: a row for each policy, heuristic and stage.</param>
public sealed record AttentionResult(IReadOnlyList<AttentionRow> Attention, IReadOnlyList<AgreementRow> Agreement)
{
    /// <summary>Where nothing was measured.</summary>
    public static AttentionResult None { get; } = new([], []);
}
