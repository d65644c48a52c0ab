namespace RlQuery.Studies.Advice;

/// <summary>What was gained on a set with a number of queries: differences in AUBC, the mean accuracy over the queries.</summary>
/// <param name="Queries">Number of queries.</param>
/// <param name="PolicyOverMargin">The policy, which was not trained on the set, less margin; null where it was not measured.</param>
/// <param name="MarginOverRandom">Margin less random labels.</param>
public sealed record MeasuredGain(int Queries, double? PolicyOverMargin, double MarginOverRandom)
{
    /// <summary>One of the differences.</summary>
    /// <param name="kind">Which.</param>
    /// <returns>Null where it was not measured.</returns>
    public double? Of(GainKind kind) => kind switch
    {
        GainKind.MarginOverRandom => MarginOverRandom,
        GainKind.PolicyOverMargin => PolicyOverMargin,
        _ => PolicyOverMargin + MarginOverRandom,
    };
}
