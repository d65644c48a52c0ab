using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>A forest of regression trees that tells from a few numbers how much accuracy a label will gain, trained when it is first asked.</summary>
/// <remarks>
/// Source: Konyushkova, Sznitman and Fua, "Learning Active Learning from Data" (2017), LAL-independent: trained on two Gaussians in the plane, of which between
/// 2 and 49 rows have labels, with the gain of one more random label. The learner is logistic regression with its committee, where theirs is a random forest;
/// the numbers are those that any learner with a committee has. It is the same in every process.
/// </remarks>
internal static class LearnedGain
{
    /// <summary>How many numbers it looks at.</summary>
    public const int Inputs = 6;

    private const int Samples = 1500;
    private const int Rows = 150;
    private const int MostLabels = 49;
    private const int Trees = 50;
    private const int LeafSize = 20;

    private static readonly Lazy<RegressionTree[]> Forest = new(() =>
    {
        float[] inputs = new float[Samples * Inputs];
        double[] gains = new double[Samples];
        var factory = new LogisticRegressionFactory();
        var context = new SignalContext(factory.Create(), factory);
        for (int i = 0; i < Samples; i++)
        {
            gains[i] = Sample(context, (ulong)i, inputs.AsSpan(i * Inputs, Inputs));
        }
        return Grow(inputs, gains);
    });

    /// <summary>The numbers of a row: what is told of the row, then of the state.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="row">Pool row.</param>
    /// <param name="inputs">Receives <see cref="Inputs"/> values. The last three are left as they are, unless they begin with NaN.</param>
    public static void Fill(SignalContext context, int row, Span<float> inputs)
    {
        (float first, float second) = Probability.TopTwo(context.ProbabilitiesOf(row));
        inputs[0] = first - second;
        inputs[1] = context.Entropies[row];
        inputs[2] = Deviation(context, row);
        if (float.IsNaN(inputs[3]))
        {
            int largest = 0;
            foreach (int count in context.Pool.ClassCounts)
            {
                largest = Math.Max(largest, count);
            }
            inputs[3] = (float)largest / Math.Max(1, context.Pool.Labelled.Length);
            inputs[4] = context.MeanEntropy;
            inputs[5] = context.Pool.Labelled.Length / (float)Math.Max(1, context.ClassCount);
        }
    }

    /// <summary>The gain of accuracy that is to be expected.</summary>
    /// <param name="inputs">The numbers of a row.</param>
    public static double Of(ReadOnlySpan<float> inputs)
    {
        double sum = 0;
        foreach (RegressionTree tree in Forest.Value)
        {
            sum += tree.Leaf(tree.LeafOf(inputs)).Mean;
        }
        return sum / Trees;
    }

    // Standard deviation over the members of the probability of the predicted class.
    private static float Deviation(SignalContext context, int row)
    {
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        double sum = 0, squares = 0;
        for (int place = (row * classes) + context.Predicted[row]; place < committee.Length; place += block)
        {
            sum += committee[place];
            squares += committee[place] * (double)committee[place];
        }
        double mean = sum / (committee.Length / block);
        return (float)Math.Sqrt(Math.Max(0, (squares / (committee.Length / block)) - (mean * mean)));
    }

    // Two Gaussians; some labels and one more.
    private static double Sample(SignalContext context, ulong number, Span<float> inputs)
    {
        var draws = new Pcg64(number, "learned gain");
        double apart = 1 + (2 * draws.NextDouble()), share = 0.2 + (0.6 * draws.NextDouble());
        float[] x = new float[2 * Rows];
        int[] labels = new int[Rows];
        for (int i = 0; i < Rows; i++)
        {
            // The first two rows are of the two classes.
            labels[i] = i < 2 ? i : draws.NextDouble() < share ? 1 : 0;
            x[2 * i] = (float)(draws.NextGaussian() + (labels[i] * apart));
            x[(2 * i) + 1] = (float)(draws.NextGaussian() * (labels[i] + 1) / 1.5);
        }
        var items = new Items("two Gaussians", "0000000000000000", new FeatureMatrix(x, Rows, 2), [.. Enumerable.Range(0, Rows)], []);
        int known = 2 + draws.NextInt(MostLabels - 1);
        context.Begin(items, new AnswerSpace(2), MostLabels, number);
        for (int i = 0; i < known; i++)
        {
            context.Pool.Take(i);
        }
        context.Know([.. labels.Take(known).Select(label => (double)label)]);
        context.Pool.EndStart();
        context.Fit();
        context.Show(context.Pool.Candidates);
        int candidate = known;
        inputs.Fill(float.NaN);
        Fill(context, candidate, inputs);
        double before = Accuracy(context, labels);
        context.Pool.Take(candidate);
        context.Know([labels[candidate]]);
        context.Fit();
        return Accuracy(context, labels) - before;
    }

    // Of the rows that are never labelled.
    private static double Accuracy(SignalContext context, int[] labels)
    {
        int right = 0;
        for (int i = MostLabels + 2; i < Rows; i++)
        {
            right += VectorMath.ArgMax(context.ProbabilitiesOf(i)) == labels[i] ? 1 : 0;
        }
        return right / (double)(Rows - MostLabels - 2);
    }

    private static RegressionTree[] Grow(float[] inputs, double[] gains)
    {
        var features = new FeatureMatrix(inputs, Samples, Inputs);
        var draws = new Pcg64(0, "learned gain forest");
        var forest = new RegressionTree[Trees];
        for (int t = 0; t < Trees; t++)
        {
            int[] rows = [.. Enumerable.Range(0, Samples).Select(_ => draws.NextInt(Samples))];
            forest[t] = new RegressionTree();
            forest[t].Grow(features, rows, [.. rows.Select(row => gains[row])], LeafSize);
        }
        return forest;
    }
}
