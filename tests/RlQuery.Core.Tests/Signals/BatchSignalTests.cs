using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals that spread a batch against their papers' definitions, computed directly.</summary>
public sealed class BatchSignalTests
{
    [Fact]
    public void The_tree_merges_the_nearest_clusters_by_their_mean_distance()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        foreach (int clusters in new[] { 1, 2, 5, 17, 40 })
        {
            // Merges the nearest two again and again, all distances measured each time.
            List<List<int>> expected = [.. Enumerable.Range(0, 40).Select(row => new List<int> { row })];
            while (expected.Count > clusters)
            {
                (List<int> into, List<int> gone) = (from a in expected from b in expected where a != b select (a, b)).MinBy(pair => Mean(pair.a, pair.b));
                into.AddRange(gone);
                expected.Remove(gone);
            }
            int[] actual = context.Tree.Cut(clusters).ToArray();
            Assert.Equal(clusters, actual.Distinct().Count());
            Assert.All(expected, cluster => Assert.Single(cluster.Select(row => actual[row]).Distinct()));
        }
        Assert.Equal(39, context.Tree.Merges.Count);

        double Mean(List<int> a, List<int> b) => (from i in a from j in b select Distance(problem, i, j)).Average();
    }

    [Fact]
    public void Cluster_margin_asks_the_smallest_clusters_of_uncertain_rows_in_turn()
    {
        // Three groups; with 31 rows the tree is cut into four clusters, of which one is the row that is alone. Margins of all rows but two are small.
        float[] x = [.. Enumerable.Range(0, 14).Select(i => i * 0.1f), .. Enumerable.Range(0, 10).Select(i => 100 + (i * 0.1f)),
            .. Enumerable.Range(0, 6).Select(i => 300 + (i * 0.1f)), 900];
        float[] table = [.. x.SelectMany((_, row) => new[] { 0.5f + Margin(row), 0.5f - Margin(row) })];
        Problem problem = Problems.Of(x, 1, new int[31], 2);
        var episode = new Episode(new TableLearnerFactory(table));
        episode.Begin(problem, 40, 1);
        int first = episode.Choice("cluster-margin");
        // The ten most uncertain rows are 0 to 4, 14 to 17 and 24.
        Assert.Equal(24, first);
        episode.Take(first);
        // Of twenty: seven of the first group, seven of the second, five of the third, and the one alone, which comes first; then the third had its turn.
        Assert.Equal(30, episode.Choice("cluster-margin"));

        float Margin(int row) => row switch
        {
            < 5 => 0.01f + (row * 0.001f),
            >= 14 and < 18 => 0.02f + (row * 0.001f),
            24 => 0.05f,
            30 => 0.06f,
            _ => 0.1f + (row * 0.001f),
        };
    }

    [Fact]
    public void A_diverse_mini_batch_takes_the_middle_of_each_group_of_uncertain_rows()
    {
        // Ten uncertain rows in a line and ten far away; all others are clear.
        float[] x =
            [.. Enumerable.Range(0, 10).Select(i => (float)i), .. Enumerable.Range(0, 10).Select(i => 1000f + i),
                .. Enumerable.Range(0, 20).Select(i => 400f + i)];
        float[] table = [.. x.SelectMany(value => value is >= 400 and < 500 ? [1f, 0f] : value < 400 ? new[] { 0.5f, 0.5f } : [0.55f, 0.45f])];
        Problem problem = Problems.Of(x, 1, new int[40], 2);
        var episode = new Episode(new TableLearnerFactory(table));
        episode.Begin(problem, 40, 1);
        int first = episode.Choice("diverse-mini-batch");
        Assert.Equal(4, first);
        episode.Take(first);
        Assert.Equal(14, episode.Choice("diverse-mini-batch"));
    }

    [Fact]
    public void Clue_takes_the_middle_of_the_most_uncertain_group_weighted_by_entropy()
    {
        // The group of 3 to 6 is the most uncertain; its middle lies with row 6, which has most of the entropy.
        float[] x = [0, 1, 2, 100, 101, 102, 110, 500, 501];
        float[] p = [0.1f, 0.1f, 0.1f, 0.02f, 0.02f, 0.02f, 0.5f, 0.01f, 0.01f];
        Problem problem = Problems.Of(x, 1, [0, 0, 0, 1, 1, 1, 1, 0, 0], 2, 0, 7);
        var episode = new Episode(new TableLearnerFactory([.. p.SelectMany(value => new[] { 1 - value, value })]));
        episode.Begin(problem, 40, 1);
        float[] values = episode.Column("clue");
        Assert.Equal(6, episode.Choice("clue"));
        double[] entropy = [.. p.Skip(3).Take(4).Select(value => -(value * Math.Log(value)) - ((1 - value) * Math.Log(1 - value)))];
        double middle = Enumerable.Range(0, 4).Sum(i => entropy[i] * x[i + 3]) / entropy.Sum();
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(Math.Abs(110 - middle) / Math.Abs(x[i + 3] - middle), values[i + 2], 1e-3);
        }
        Assert.All(new[] { 0, 1, 6 }, i => Assert.Equal(0, values[i]));
    }

    [Fact]
    public void Falcun_draws_in_proportion_to_the_tenth_power_of_relevance()
    {
        float[][] table = [[0.5f, 0.3f, 0.2f], [0.4f, 0.4f, 0.2f], [0.9f, 0.05f, 0.05f], [0.35f, 0.33f, 0.32f], [0.1f, 0.5f, 0.4f]];
        Problem problem = Problems.Of([0, 1, 2, 3, 4], 1, new int[5], 3);
        SignalContext context = SignalProbe.Begin(problem, new TableLearnerFactory(SignalProbe.Flat(table)));
        context.Pool.Take(1);
        context.Show(context.Pool.Candidates);
        double[] uncertain = [.. table.Select(row => 1 - (row.Max() - row.Order().ElementAt(1)))];
        double[] distance = [.. table.Select((row, i) => Math.Min(uncertain[i], row.Select((value, k) => Math.Abs(value - (double)table[1][k])).Sum()))];
        double[] scaled = [.. distance.Select(value => (value - distance.Min()) / (distance.Max() - distance.Min()))];
        int[] rows = [0, 2, 3, 4];
        double[] expected = [.. rows.Select(row => Math.Pow(uncertain[row] + scaled[row], 10))];
        double[] actual = new double[4];
        FalcunSignal.Chances(context, actual);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i] / expected.Sum(), actual[i] / actual.Sum(), 1e-5);
        }
    }

    [Fact]
    public void A_race_is_won_as_often_as_its_chances_say()
    {
        Problem problem = Problems.Blobs(pool: 5);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        int[] wins = new int[3];
        float[] values = new float[3];
        for (ulong seed = 0; seed < 4000; seed++)
        {
            RowRace.Run(context, seed, [1, 3, 4], values);
            wins[VectorMath.ArgMax(values)]++;
        }
        Assert.InRange(wins[0], 420, 580);
        Assert.InRange(wins[1], 1380, 1620);
    }

    [Fact]
    public void Ranked_batch_is_modALs_score()
    {
        Problem problem = Problems.Blobs(pool: 20, classes: 3);
        Episode episode = Start(problem);
        episode.Take(10);
        int[] known = [.. problem.Start, 10];
        int[] rows = episode.Pool.Candidates.ToArray();
        float[] values = episode.Column("ranked-batch");
        for (int i = 0; i < rows.Length; i++)
        {
            double similarity = known.Max(label => 1 / (1 + Distance(problem, rows[i], label)));
            double uncertain = 1 - episode.PoolProbabilities(0).Slice(rows[i] * 3, 3).ToArray().Max();
            Assert.Equal((16.0 / 20 * (1 - similarity)) + (4.0 / 20 * uncertain), values[i], 1e-5);
        }
    }

    [Fact]
    public void Discriminative_is_logistic_regression_of_having_a_label()
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 2);
        Episode episode = Start(problem);
        episode.Take(12);
        int[] known = [.. problem.Start, 12];
        float[] values = episode.Column("discriminative");
        int[] rows = episode.Pool.Candidates.ToArray();
        // Gradient descent on ½|w|² + Σ log(1 + exp(-y s)), from scratch.
        double[][] x = [.. Enumerable.Range(0, 30).Select(row => problem.PoolFeatures.Row(row).ToArray().Select(value => (double)value).Append(1).ToArray())];
        double[] w = new double[4];
        for (int step = 0; step < 20_000; step++)
        {
            double[] gradient = [.. w.Select((value, j) => j == 3 ? 0 : value)];
            for (int row = 0; row < 30; row++)
            {
                double push = Probability(row) - (known.Contains(row) ? 0 : 1);
                for (int j = 0; j < 4; j++)
                {
                    gradient[j] += push * x[row][j];
                }
            }
            for (int j = 0; j < 4; j++)
            {
                w[j] -= 0.01 * gradient[j];
            }
        }
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(Probability(rows[i]), values[i], 1e-4);
        }

        double Probability(int row) => 1 / (1 + Math.Exp(-x[row].Select((value, j) => value * w[j]).Sum()));
    }

    [Fact]
    public void Density_weighted_is_the_error_of_the_clusters_times_density()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3);
        Episode episode = Start(problem);
        float[] values = episode.Column("density-weighted");
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory(), seed: 1);
        int[] rows = episode.Pool.Candidates.ToArray();
        int clusters = context.Mixture.MembersOf(0).Length;
        double[] expected = [.. rows.Select(row => context.Mixture.Density[row] * Enumerable.Range(0, 3).Select(k => Share(row, k)).Sum(p => p * (1 - p)))];
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(expected[i] / expected.Max(), values[i], 1e-4);
        }

        double Share(int row, int k) => Enumerable.Range(0, clusters).Sum(cluster =>
            Member(row, cluster) * ((1.0 / 3) + problem.Start.Where(label => problem.PoolLabels[label] == k).Sum(label => Member(label, cluster)))
                / (1 + problem.Start.Sum(label => Member(label, cluster))));

        double Member(int row, int cluster) => context.Mixture.MembersOf(row)[cluster];
    }

    [Fact]
    public void The_density_of_a_mixture_is_that_of_its_Gaussians()
    {
        // Twenty groups of two or three that are far apart: middles, shares and width are known.
        (float X, int Group)[] rows = [.. Enumerable.Range(0, 20).SelectMany(group =>
            Enumerable.Range(0, 2 + (group % 2)).Select(i => ((1000f * group) + (group % 2 == 0 ? 2 * i : i + (i / 2 * 1.5f)), group)))];
        Problem problem = Problems.Of([.. rows.Select(row => row.X)], 1, new int[rows.Length], 2);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        double[] middles = [.. Enumerable.Range(0, 20).Select(group => rows.Where(row => row.Group == group).Average(row => (double)row.X))];
        double width = rows.Average(row => Math.Pow(row.X - middles[row.Group], 2));
        double[] density = [.. rows.Select(row =>
            rows.Count(other => other.Group == row.Group) * Math.Exp(-Math.Pow(row.X - middles[row.Group], 2) / (2 * width)))];
        for (int row = 0; row < rows.Length; row++)
        {
            Assert.Equal(density[row] / density.Max(), context.Mixture.Density[row], 1e-3);
        }
    }

    [Fact]
    public void Dropout_disagreement_is_the_share_of_copies_with_another_class()
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 3, features: 8);
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory());
        float[] values = context.Values(new DropoutDisagreementSignal());
        int zeros = 0;
        double[] shares = new double[30];
        for (int copy = 0; copy < FeatureDropout.Copies; copy++)
        {
            FeatureMatrix left = context.Dropout.Copy(copy);
            float[] p = new float[90];
            context.Learner.Predict(left, p);
            for (int row = 0; row < 30; row++)
            {
                shares[row] += VectorMath.ArgMax(p.AsSpan(row * 3, 3)) == VectorMath.ArgMax(context.ProbabilitiesOf(row)) ? 0 : 0.2;
            }
            zeros += left.Values.ToArray().Count(value => value == 0);
            Assert.All(left.Values.ToArray().Zip(problem.PoolFeatures.Values.ToArray()), pair => Assert.True(pair.First == 0 || pair.First == pair.Second));
        }
        Assert.InRange(zeros, 0.7 * 5 * 240, 0.8 * 5 * 240);
        Assert.Equal(context.Candidates.ToArray().Select(row => shares[row]), values.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Contains(values, value => value > 0.5);
    }

    [Fact]
    public void Dropquery_takes_a_row_that_changes_in_the_largest_open_cluster()
    {
        Problem problem = Problems.Blobs(pool: 60, classes: 3, features: 8);
        Episode episode = Start(problem);
        float[] changes = episode.Column("dropout-disagreement"), open = episode.Column("open-cluster");
        int chosen = episode.Pool.Candidates.IndexOf(episode.Choice("dropquery"));
        Assert.True(changes[chosen] > 0.5);
        Assert.Equal(Enumerable.Range(0, open.Length).Where(i => changes[i] > 0.5).Max(i => open[i]), open[chosen]);
    }

    private static double Distance(Problem problem, int a, int b) =>
        Math.Sqrt(VectorMath.SquaredDistance(problem.PoolFeatures.Row(a), problem.PoolFeatures.Row(b)));

    private static Episode Start(Problem problem)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 40, 1);
        return episode;
    }
}
