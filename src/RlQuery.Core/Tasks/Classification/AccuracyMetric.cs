using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Share of rows that are predicted rightly.</summary>
internal sealed class AccuracyMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public string Words => "accuracy";

    /// <inheritdoc/>
    public string Description => "share of rows predicted rightly";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions) => (double)ClassCounts.Of(predictions).Both.Sum() / predictions.Labels.Length;
}
