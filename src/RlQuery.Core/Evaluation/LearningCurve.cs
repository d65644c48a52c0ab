namespace RlQuery.Core.Evaluation;

/// <summary>Test score against number of labels, of one run.</summary>
/// <param name="Labels">Number of labels at each point, ascending, the start included.</param>
/// <param name="Scores">Score at each point, in [0, 1].</param>
public sealed record LearningCurve(int[] Labels, double[] Scores)
{
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

    /// <summary>Score at the last point.</summary>
    public double Final => Scores[^1];
}
