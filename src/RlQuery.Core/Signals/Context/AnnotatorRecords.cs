using MathNet.Numerics.Distributions;
using RlQuery.Core.Learners.Routing;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>How each annotator has answered so far, against the likeliest class of each row.</summary>
/// <param name="context">The state of the episode.</param>
/// <param name="beliefs">What the answers tell.</param>
internal sealed class AnnotatorRecords(SignalContext context, RowBeliefs beliefs)
{
    // Sure to 95 %, from both sides.
    private const double Quantile = 0.975;
    private const int Nearest = 5;

    // A neighbour that is not there is right in 2 of 3 cases.
    private const double RightBefore = 2;
    private const double AnswersBefore = 3;

    private int[] _asked = [];
    private double[] _uppers = [];
    private float[] _nearby = [];
    private List<(int Row, bool Right)>[] _records = [];

    private Routes Routes => context.Items.Routes!;

    /// <summary>The row that was asked for last; -1 where none was.</summary>
    public int LatestRow { get; private set; }

    /// <summary>Looks at all answers anew.</summary>
    public void Update()
    {
        int annotators = Routes.Prices.Length;
        ReadOnlySpan<int> labelled = context.Pool.Labelled;
        ReadOnlySpan<int> pending = context.Pool.Pending;
        _records = [.. Enumerable.Range(0, annotators).Select(_ => new List<(int, bool)>())];
        for (int i = 0; i < labelled.Length; i++)
        {
            int annotator = Routes.AnnotatorOf(labelled[i]);
            int row = Routes.RowOf(labelled[i]);
            if (annotator != Routes.Certain && Label(row) is >= 0 and int label)
            {
                _records[annotator].Add((row, label == context.Pool.Labels[i]));
            }
        }
        int[] asked = [.. labelled[Math.Min(labelled.Length, context.Pool.Started)..], .. pending];
        _asked = [.. Enumerable.Range(0, annotators).Select(annotator => Routes.Count(annotator, asked))];
        _uppers = Array.ConvertAll(_records, record => Upper(record.Count(one => one.Right), record.Count));
        LatestRow = asked.Length == 0 ? -1 : Routes.RowOf(asked[^1]);
        _nearby = new float[Routes.Rows.Count * annotators];
        Array.Fill(_nearby, float.NaN);
    }

    /// <summary>How many answers an annotator gave, the start aside.</summary>
    public int Asked(int annotator) => _asked[annotator];

    /// <summary>The upper bound of how often an annotator is right, relative to the largest of all: in (0, 1].</summary>
    public double RelativeUpper(int annotator) => _uppers[annotator] / _uppers.Max();

    /// <summary>How often an annotator is right on the answered rows that are nearest to one, in (0, 1).</summary>
    public double Nearby(int annotator, int row)
    {
        ref float known = ref _nearby[(row * _records.Length) + annotator];
        if (float.IsNaN(known))
        {
            ReadOnlySpan<float> own = Routes.Rows.Features.Row(row);
            double[] distances = new double[_records[annotator].Count];
            for (int i = 0; i < distances.Length; i++)
            {
                distances[i] = VectorMath.SquaredDistance(own, Routes.Rows.Features.Row(_records[annotator][i].Row));
            }
            double right = RightBefore, all = AnswersBefore;
            foreach ((int place, _) in distances.Index().OrderBy(one => one.Item).ThenBy(one => one.Index).Take(Nearest))
            {
                right += _records[annotator][place].Right ? 1 : 0;
                all++;
            }
            known = (float)(right / all);
        }
        return known;
    }

    /// <summary>The likeliest class of a row by its answers; -1 where there is none.</summary>
    public int Label(int row)
    {
        ReadOnlySpan<double> belief = beliefs.Of(row);
        int best = belief.IsEmpty ? -1 : 0;
        for (int k = 1; k < belief.Length; k++)
        {
            best = belief[k] > belief[best] ? k : best;
        }
        return best;
    }

    /// <summary>The upper bound of a 95 % interval; one right and one wrong answer are added, so that there is a deviation from the beginning.</summary>
    /// <param name="right">Number of right answers.</param>
    /// <param name="answers">Number of answers.</param>
    internal static double Upper(int right, int answers)
    {
        int count = answers + 2;
        double mean = (1.0 + right) / count;
        double deviation = Math.Sqrt(mean * (1 - mean) * count / (count - 1));
        return mean + (StudentT.InvCDF(0, 1, count - 1, Quantile) * deviation / Math.Sqrt(count));
    }
}
