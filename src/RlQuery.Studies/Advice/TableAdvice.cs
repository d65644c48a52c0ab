namespace RlQuery.Studies.Advice;

/// <summary>Whether active learning is worth it on a table, before a label is spent.</summary>
/// <remarks>Nothing is learned from the table: what was gained on measured sets that look like it is what to expect.</remarks>
public sealed record TableAdvice
{
    /// <summary>Numbers of queries for which gains are told.</summary>
    public static IReadOnlyList<int> Budgets { get; } = [10, 20, 40, 100];

    /// <summary>Coverage of the intervals: the share of new tables whose gain lies inside.</summary>
    public static double Coverage => 1 - GainEstimator.Outside;

    private TableAdvice(TableDescriptors table, IReadOnlyList<BudgetAdvice> expected, IReadOnlyList<MeasuredSet> alike, IReadOnlyList<string> alikeIn)
    {
        AlikeIn = alikeIn;
        Table = table;
        Expected = expected;
        Alike = alike;
    }

    /// <summary>What the table shows.</summary>
    public TableDescriptors Table { get; }

    /// <summary>What to expect with each number of queries that leaves rows without a label.</summary>
    public IReadOnlyList<BudgetAdvice> Expected { get; }

    /// <summary>The measured sets that are most like it, nearest first.</summary>
    public IReadOnlyList<MeasuredSet> Alike { get; }

    /// <summary>Names of the descriptors in which they are like it.</summary>
    public IReadOnlyList<string> AlikeIn { get; }

    /// <summary>Advises.</summary>
    /// <param name="data">Measured sets and the model.</param>
    /// <param name="table">What the table shows.</param>
    /// <param name="unlabelled">Rows without a label.</param>
    /// <param name="hasPolicy">Whether the policy is the measured one; without it, only margin is compared.</param>
    public static TableAdvice Of(AdviceData data, TableDescriptors table, int unlabelled, bool hasPolicy)
    {
        ExpectedGain? Expect(GainKind kind, int queries, bool isAsked = true) =>
            isAsked && new GainEstimator(data.Model, data.Sets, kind, queries) is { HasInterval: true } estimator ? estimator.Expect(table) : null;
        BudgetAdvice[] expected =
        [
            .. Budgets.Where(queries => queries < unlabelled).Select(queries => new BudgetAdvice(
                queries, Expect(GainKind.MarginOverRandom, queries)!, Expect(GainKind.PolicyOverRandom, queries, hasPolicy),
                Expect(GainKind.PolicyOverMargin, queries, hasPolicy))),
        ];
        MeasuredSet[] alike = [.. data.Model.Alike([.. data.Sets.Select(set => set.Table)], table).Select(place => data.Sets[place])];
        return new TableAdvice(table, expected, alike, data.Model.Descriptors);
    }
}
