using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Evaluation;

/// <summary>Test score over cost, of one run. The cost is usually the number of labels; a curve says what it is.</summary>
/// <param name="Costs">Total cost of all answers up to each point, ascending, start included: with the usual oracle, their number.</param>
/// <param name="Scores">Value of <see cref="Metric"/> at each point.</param>
public sealed record LearningCurve(double[] Costs, double[] Scores)
{
    /// <summary>What the scores are.</summary>
    public IMetric Metric { get; init; } = ClassificationTask.Instance.DefaultMetric;

    /// <summary>What <see cref="Costs"/> counts: the unit of the x axis.</summary>
    /// <value>Default: labels.</value>
    public string CostUnit { get; init; } = ITask.Labels;

    /// <summary>The same run in other metrics: curves of the same costs.</summary>
    public IReadOnlyList<LearningCurve> Others { get; init; } = [];

    /// <summary>The cost at which each of several stopping rules first held; null where it never did. Empty where none was asked for.</summary>
    public IReadOnlyList<double?> Stops { get; init; } = [];

    /// <summary>
    /// At each point, how many of the choices since the point before differ from what a reference would have chosen in the same state; null where none was
    /// asked.
    /// </summary>
    public int[]? Departures { get; init; }

    /// <summary>
    /// Area under the curve (AUBC): the trapezoid rule over cost, divided by its range; the score itself where there is one point only.
    /// </summary>
    public double Aubc
    {
        get
        {
            if (Costs.Length < 2)
            {
                return Scores[0];
            }
            double area = 0;
            for (int i = 1; i < Costs.Length; i++)
            {
                area += (Costs[i] - Costs[i - 1]) * (Scores[i] + Scores[i - 1]) / 2;
            }
            return area / (Costs[^1] - Costs[0]);
        }
    }

    /// <summary>
    /// <see cref="Aubc"/>, or minus it where a lower score is better: strategies are compared by it, so that a positive difference is a gain in every metric.
    /// </summary>
    public double Merit => Metric.HigherIsBetter ? Aubc : -Aubc;

    /// <summary>The metrics of this curve and of <see cref="Others"/>.</summary>
    public IReadOnlyList<IMetric> Metrics => [Metric, .. Others.Select(other => other.Metric)];

    /// <summary>The curve of one of the metrics.</summary>
    /// <param name="metric">0 for that of this curve, from 1 on those of <see cref="Others"/>.</param>
    public LearningCurve In(int metric) => metric == 0 ? this : Others[metric - 1];

    /// <summary>The curves of several metrics as one.</summary>
    /// <param name="costs">Cost at each point.</param>
    /// <param name="metrics">At least one; the first is that of the curve, the others those of <see cref="Others"/>.</param>
    /// <param name="points">At each point the values of all metrics.</param>
    public static LearningCurve Of(double[] costs, IReadOnlyList<IMetric> metrics, IReadOnlyList<double[]> points)
    {
        LearningCurve[] curves = [.. metrics.Select((metric, i) => new LearningCurve(costs, [.. points.Select(point => point[i])]) { Metric = metric })];
        return curves[0] with { Others = curves[1..] };
    }

    /// <summary>Score at the last point.</summary>
    public double Final => Scores[^1];
}
