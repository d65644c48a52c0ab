using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of committees that look at the whole batch, against their papers' definitions, computed directly.</summary>
public sealed class CommitteeBatchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void BatchBald_is_the_joint_information_counted_out(int taken)
    {
        (SignalContext context, float[][] members) = Begin(rows: 9, classes: 3, taken);
        float[] values = context.Values(new BatchBaldSignal());
        double before = Information(members, [.. Enumerable.Range(0, taken)], 3);
        foreach ((int row, float value) in context.Candidates.ToArray().Zip(values))
        {
            double expected = Information(members, [.. Enumerable.Range(0, taken), row], 3) - before;
            Assert.Equal(expected / Math.Log(3), value, 1e-5);
        }
    }

    [Fact]
    public void BatchBald_draws_labellings_of_a_large_batch_near_to_the_joint_information()
    {
        (SignalContext context, float[][] members) = Begin(rows: 9, classes: 3, taken: 7);
        float[] values = context.Values(new BatchBaldSignal());
        double before = Information(members, [.. Enumerable.Range(0, 7)], 3);
        double[] expected = [.. new[] { 7, 8 }.Select(row => (Information(members, [.. Enumerable.Range(0, 7), row], 3) - before) / Math.Log(3))];
        Assert.Equal(expected[0], values[0], 0.05);
        Assert.Equal(expected[1], values[1], 0.05);
    }

    [Fact]
    public void Without_a_batch_BatchBald_is_mutual_information()
    {
        (SignalContext context, _) = Begin(rows: 20, classes: 4, taken: 0);
        Assert.Equal(context.Values(new MutualInformationSignal()), context.Values(new BatchBaldSignal()), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_Bayesian_core_set_is_chosen_by_steps_of_Frank_and_Wolfe(int taken)
    {
        (SignalContext context, float[][] members) = Begin(rows: 12, classes: 3, taken);
        double[][] vectors = [.. Enumerable.Range(0, 12).Select(row => members.Select(member =>
        {
            double[] mean = [.. Enumerable.Range(0, 3).Select(k => members.Average(other => (double)other[(row * 3) + k]))];
            return -Enumerable.Range(0, 3).Sum(k => mean[k] * Math.Log(mean[k] / member[(row * 3) + k]));
        }).ToArray())];
        double[] all = [.. Enumerable.Range(0, 5).Select(m => vectors.Sum(vector => vector[m]))];
        double lengths = vectors.Sum(Length);
        double[] weights = new double[12];
        for (int row = 0; row < taken; row++)
        {
            double[] towards = [.. vectors[row].Select(value => value * lengths / Length(vectors[row]))];
            double[] now = Weighted(), move = Minus(towards, now);
            double share = Dot(move, Minus(all, now)) / Dot(move, move);
            weights = [.. weights.Select(weight => weight * (1 - share))];
            weights[row] += share * lengths / Length(vectors[row]);
        }
        double[] rest = Minus(all, Weighted());
        float[] values = context.Values(new BayesianCoresetSignal());
        foreach ((int row, float value) in context.Candidates.ToArray().Zip(values))
        {
            Assert.Equal(Dot(rest, vectors[row]) / (Length(rest) * Length(vectors[row])), value, 1e-3);
        }

        double[] Weighted() => [.. Enumerable.Range(0, 5).Select(m => Enumerable.Range(0, 12).Sum(row => weights[row] * vectors[row][m]))];
    }

    [Fact]
    public void A_vote_margin_is_the_difference_of_shares_of_votes()
    {
        float[][] votes(params int[] classes) => [.. classes.Select(vote => Enumerable.Range(0, 3).Select(k => k == vote ? 0.8f : 0.1f).ToArray())];
        // Five members vote on two rows: 3 to 2, and 3 to 1 to 1.
        float[] values = SignalProbe.OfTable(
            new VoteMarginSignal(), votes(0, 0), votes(0, 2), votes(0, 2), votes(0, 2), votes(1, 0), votes(1, 1));
        Assert.Equal([0.2f, 0.4f], values, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b).Sum(pair => pair.First * pair.Second);

    private static double Length(double[] a) => Math.Sqrt(Dot(a, a));

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b).Select(pair => pair.First - pair.Second)];

    // H(labels) - mean over the members of H(labels | member), over every joint labelling.
    private static double Information(float[][] members, int[] rows, int classes)
    {
        double entropy = 0, own = 0;
        for (int labelling = 0; labelling < Math.Pow(classes, rows.Length); labelling++)
        {
            double[] p = [.. members.Select(member =>
                rows.Select((row, i) => (double)member[(row * classes) + (labelling / (int)Math.Pow(classes, i) % classes)]).Aggregate(1.0, (a, b) => a * b))];
            entropy -= p.Average() * Math.Log(p.Average());
            own -= p.Average(value => value * Math.Log(value));
        }
        return entropy - own;
    }

    private static (SignalContext Context, float[][] Members) Begin(int rows, int classes, int taken)
    {
        var draws = new Pcg64(3, "committee");
        float[][] tables = [.. Enumerable.Range(0, 6).Select(_ =>
        {
            float[] table = [.. Enumerable.Range(0, rows * classes).Select(_ => 1.5f * (float)draws.NextGaussian())];
            Probability.Softmax(table, classes);
            return table;
        })];
        Problem problem = Problems.Of([.. Enumerable.Range(0, rows).Select(i => (float)i)], 1, new int[rows], classes);
        SignalContext context = SignalProbe.Begin(problem, new TableLearnerFactory(tables));
        for (int row = 0; row < taken; row++)
        {
            context.Pool.Take(row);
        }
        context.Show(context.Pool.Candidates);
        return (context, tables[1..]);
    }
}
