using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Share of the out-of-scope rows that are predicted to be so.</summary>
/// <remarks>
/// Source: Larson and others, "An Evaluation Dataset for Intent Classification and Out-of-Scope Prediction" (2019), with what is out of scope as a class.
/// </remarks>
internal sealed class OutOfScopeRecallMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "out-of-scope-recall";

    /// <inheritdoc/>
    public string Words => "out-of-scope recall";

    /// <inheritdoc/>
    public string Description => "share of the rows of the class that outOfScope names that are predicted to be of it";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public string? Lack(Dataset data, string? outOfScope) =>
        outOfScope is null ? "has no class that is out of scope; name it in the environment, under outOfScope"
        : data.ClassNames.Contains(outOfScope) ? null
        : $"has no class '{outOfScope}', which the environment names under outOfScope";

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        if (predictions.OutOfScope < 0)
        {
            throw new InvalidInputException("out-of-scope-recall: the data have no class that is out of scope; name it in the environment, under outOfScope");
        }
        var counts = ClassCounts.Of(predictions);
        int rows = counts.True[predictions.OutOfScope];
        return rows > 0 ? (double)counts.Both[predictions.OutOfScope] / rows
            : throw new InvalidInputException("out-of-scope-recall: no test row is out of scope; it takes at least one");
    }
}
