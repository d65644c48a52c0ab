using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.OwnParts;

/// <summary>The probability of the true class of the first row.</summary>
public sealed class OwnMetric : IMetric
{
    public string Name => "first-row";

    public string Words => "first row";

    public string Description => "probability of the true class of the first row";

    public TargetKind Kind => TargetKind.Class;

    public bool HigherIsBetter => true;

    public (double Lowest, double Highest) Range => (0, 1);

    public double Measure(TestPredictions predictions) => predictions.Row(0)[predictions.Labels[0]];
}
