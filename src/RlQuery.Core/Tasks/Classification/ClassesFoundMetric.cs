using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Classification;

/// <summary>Share of the classes of which at least one test row is recognised.</summary>
/// <remarks>Source: this library. A class that nobody has named yet has no such row. A class without a test row is left out.</remarks>
internal sealed class ClassesFoundMetric : IMetric
{
    /// <inheritdoc/>
    public string Name => "classes-found";

    /// <inheritdoc/>
    public string Words => "share of classes found";

    /// <inheritdoc/>
    public string Description => "share of the classes of which at least one row is recognised";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Class;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    public double Measure(TestPredictions predictions)
    {
        var counts = ClassCounts.Of(predictions);
        return counts.True.Zip(counts.Both).Where(one => one.First > 0).Average(one => one.Second > 0 ? 1.0 : 0);
    }
}
