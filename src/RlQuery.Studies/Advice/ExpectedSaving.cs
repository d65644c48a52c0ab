using RlQuery.Core.Data;

namespace RlQuery.Studies.Advice;

/// <summary>Says for one table how many random labels would have done what chosen ones did, from results on measured sets that look like it.</summary>
public sealed class ExpectedSaving
{
    private readonly AdviceData _data;
    private readonly GainKind _kind;
    private readonly int _classes;
    private readonly Lazy<TableDescriptors> _table;

    private ExpectedSaving(AdviceData data, GainKind kind, Dataset table, int classes)
    {
        (_data, _kind, _classes) = (data, kind, classes);
        _table = new Lazy<TableDescriptors>(() => TableDescriptors.Of(table, classes));
    }

    /// <summary>Prepares it for a strategy whose gain was measured: margin, or the policy whose recipe was, with the learner that was refitted.</summary>
    /// <param name="table">The table; of its labels only those that it began with count.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="learner">Name of the learner.</param>
    /// <param name="strategy">Name of the strategy; null where a policy chooses.</param>
    /// <param name="policy">SHA-256 of the policy's weights; null where a strategy chooses.</param>
    /// <returns>Null where nothing of the kind was measured.</returns>
    public static ExpectedSaving? For(Dataset table, int classes, string learner, string? strategy, string? policy)
    {
        var data = AdviceData.Shipped();
        GainKind? kind = strategy == "margin" ? GainKind.MarginOverRandom : policy == data.Policy ? GainKind.PolicyOverRandom : null;
        return kind is { } measured && learner == data.Learner && classes > 1 ? new ExpectedSaving(data, measured, table, classes) : null;
    }

    /// <summary>Estimates it.</summary>
    /// <param name="curve">Accuracy by the number of labels, which rises.</param>
    /// <param name="start">Number of labels before the first was chosen.</param>
    /// <returns>Null while fewer labels were chosen than gains were measured with.</returns>
    public LabelSaving? Of(IReadOnlyList<(int Labels, double Accuracy)> curve, int start)
    {
        int queries = curve.Count == 0 ? 0 : TableAdvice.Budgets.LastOrDefault(budget => budget <= curve[^1].Labels - start);
        // The gain is that of a budget: what came later has no part in it.
        (int Labels, double Accuracy)[] counted = [.. curve.Where(point => point.Labels <= start + queries)];
        return queries > 0 && counted.Length > 0 && counted[^1].Labels > start
            && new GainEstimator(_data.Model, _data.Sets, _kind, queries) is { HasInterval: true } estimator
            ? LabelSaving.Of(counted, start, _classes, estimator.Expect(_table.Value)) : null;
    }
}
