using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Evaluation;

/// <summary>Test score against number of labels, of one run.</summary>
/// <param name="Labels">Number of labels at each point, ascending, the start included.</param>
/// <param name="Scores">Value of <see cref="Metric"/> at each point.</param>
public sealed record LearningCurve(int[] Labels, double[] Scores)
{
    /// <summary>What the scores are.</summary>
    public IMetric Metric { get; init; } = ClassificationTask.Instance.DefaultMetric;

    /// <summary>The same run in other metrics: curves of the same numbers of labels.</summary>
    public IReadOnlyList<LearningCurve> Others { get; init; } = [];

    /// <summary>The number of labels at which each of several stopping rules first held; null where it never did. Empty where none was asked for.</summary>
    public IReadOnlyList<int?> Stops { get; init; } = [];

    /// <summary>
    /// At each point, how many of the choices since the point before differ from what a reference would have chosen in the same state; null where none was asked.
    /// </summary>
    public int[]? Departures { get; init; }

    /// <summary>
    /// Area under the curve (AUBC): the trapezoid rule over the number of labels, divided by the range of labels; the score itself where there is one point only.
    /// </summary>
    public double Aubc
    {
        get
        {
            if (Labels.Length < 2)
            {
                return Scores[0];
            }
            double area = 0;
            for (int i = 1; i < Labels.Length; i++)
            {
                area += (Labels[i] - Labels[i - 1]) * (Scores[i] + Scores[i - 1]) / 2;
            }
            return area / (Labels[^1] - Labels[0]);
        }
    }

    /// <summary>
    /// <see cref="Aubc"/>, or minus it where a lower score is better: what strategies are compared by, so that a positive difference is a gain in every metric.
    /// </summary>
    public double Merit => Metric.HigherIsBetter ? Aubc : -Aubc;

    /// <summary>The metrics of this curve and of <see cref="Others"/>.</summary>
    public IReadOnlyList<IMetric> Metrics => [Metric, .. Others.Select(other => other.Metric)];

    /// <summary>The curve of one of the metrics.</summary>
    /// <param name="metric">0 for that of this curve, from 1 on those of <see cref="Others"/>.</param>
    public LearningCurve In(int metric) => metric == 0 ? this : Others[metric - 1];

    /// <summary>The curves of several metrics as one.</summary>
    /// <param name="labels">Number of labels at each point.</param>
    /// <param name="metrics">At least one; the first is that of the curve, the others those of <see cref="Others"/>.</param>
    /// <param name="points">At each point the values of all metrics.</param>
    public static LearningCurve Of(int[] labels, IReadOnlyList<IMetric> metrics, IReadOnlyList<double[]> points)
    {
        LearningCurve[] curves = [.. metrics.Select((metric, i) => new LearningCurve(labels, [.. points.Select(point => point[i])]) { Metric = metric })];
        return curves[0] with { Others = curves[1..] };
    }

    /// <summary>Score at the last point.</summary>
    public double Final => Scores[^1];
}
