using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Samples.Tests.Own;

/// <summary>A metric of one's own: accuracy on the class that is told worst.</summary>
internal sealed class WorstClassMetric : IMetric
{
    public string Name => "worst-class";

    public string Words => "accuracy on the worst class";

    public string Description => "accuracy on the class that is told worst";

    public TargetKind Kind => TargetKind.Class;

    public bool HigherIsBetter => true;

    public (double Lowest, double Highest) Range => (0, 1);

    public double Measure(TestPredictions predictions)
    {
        int[] rows = new int[predictions.Classes];
        int[] right = new int[predictions.Classes];
        for (int row = 0; row < predictions.Labels.Length; row++)
        {
            int label = predictions.Labels[row];
            rows[label]++;
            right[label] += predictions.Predicted(row) == label ? 1 : 0;
        }
        return Enumerable.Range(0, predictions.Classes).Where(label => rows[label] > 0).Min(label => (double)right[label] / rows[label]);
    }
}
