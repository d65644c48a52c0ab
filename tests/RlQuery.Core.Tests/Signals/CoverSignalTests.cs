using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of balls, clusters and neighbours against their papers' definitions, computed directly.</summary>
public sealed class CoverSignalTests
{
    [Fact]
    public void ProbCover_takes_the_ball_that_covers_most_and_then_what_is_left()
    {
        // Groups of six, four and three rows around 0, 100 and 200, and one alone: the radius covers a group and no more. The first label is of the six.
        float[] x = [0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 200, 201, 202, 400];
        Problem problem = Problems.Of(x, 1, [.. x.Select(value => (int)value / 100 % 4)], 4, 2);
        Episode episode = Start(problem);
        float[] values = episode.Column("probcover");
        float[] expected = [0, 0, 0, 0, 0, 4, 4, 4, 4, 3, 3, 3, 1];
        Assert.InRange(RadiusSquared(problem), 6 * 6, 95 * 95);
        Assert.Equal(expected.Select(count => count / 14), values);
        Assert.Equal(6, episode.Choice("probcover"));
        episode.Take(6);
        Assert.Equal(10, episode.Choice("probcover"));
        episode.Take(10);
        Assert.Equal(13, episode.Choice("probcover"));
    }

    [Fact]
    public void ProbCover_counts_what_no_ball_of_a_label_holds()
    {
        Problem problem = Problems.Blobs(pool: 80, classes: 3);
        Episode episode = Start(problem);
        episode.Take(20);
        float radius = RadiusSquared(problem);
        int[] known = [.. problem.Start, 20];
        float[] values = episode.Column("probcover");
        int[] rows = episode.Pool.Candidates.ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            int open = Enumerable.Range(0, 80).Count(row => Near(row, rows[i]) && !known.Any(label => Near(row, label)));
            Assert.Equal(open / 80f, values[i], 1e-6);
        }

        bool Near(int a, int b) => a == b || Squared(problem, a, b) < radius;
    }

    [Fact]
    public void Of_the_balls_of_ProbCover_95_of_100_hold_one_cluster_alone()
    {
        Problem problem = Problems.Blobs(pool: 200, classes: 3);
        float radius = RadiusSquared(problem);
        // Blobs are clusters but for a few rows on their edges.
        int pure = Enumerable.Range(0, 200).Count(row =>
            Enumerable.Range(0, 200).All(other => Squared(problem, row, other) >= radius || problem.PoolLabels[other] == problem.PoolLabels[row]));
        Assert.InRange(pure, 120, 200);
        Assert.True(radius > 0);
    }

    [Fact]
    public void Contrastive_is_the_mean_divergence_of_the_nearest_labels()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3);
        Episode episode = Start(problem);
        for (int row = 20; row < 29; row++)
        {
            episode.Take(row);
        }
        int[] known = [.. problem.Start, .. Enumerable.Range(20, 9)];
        int[] rows = episode.Pool.Candidates.ToArray();
        double[] expected = [.. rows.Select(row => known.OrderBy(other => Squared(problem, row, other)).Take(10).Average(other => Divergence(other, row)))];
        float[] values = episode.Column("contrastive");
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i] / expected.Max(), values[i], 1e-4);
        }

        double Divergence(int p, int q) =>
            Enumerable.Range(0, 3).Sum(k => P(p, k) <= 1e-6 ? 0 : P(p, k) * Math.Log(P(p, k) / Math.Max(P(q, k), 1e-6)));

        double P(int row, int k) => episode.PoolProbabilities(0)[(row * 3) + k];
    }

    [Fact]
    public void K_means_sampling_takes_the_middle_of_each_group_before_it_takes_a_second()
    {
        // Groups of five in a line, of which the third row is the middle.
        float[] x = [.. Enumerable.Range(0, 5).SelectMany(group => Enumerable.Range(0, 5).Select(i => (1000f * group * group) + i))];
        Problem problem = Problems.Of(x, 1, [.. Enumerable.Range(0, 25).Select(i => i % 2)], 2, 2);
        Episode episode = Start(problem);
        var chosen = new List<int> { 2 };
        while (chosen.Count < 5)
        {
            chosen.Add(episode.Choice("k-means-sampling"));
            episode.Take(chosen[^1]);
        }
        Assert.Equal([0, 1, 2, 3, 4], chosen.Select(row => row / 5).Order());
        Assert.Equal([22], chosen.Where(row => row >= 20));
    }

    private static float RadiusSquared(Problem problem)
    {
        SignalContext context = SignalProbe.Begin(problem, new LogisticRegressionFactory(), seed: 1);
        context.Values(new ProbCoverSignal());
        return context.Cover.RadiusSquared;
    }

    private static float Squared(Problem problem, int a, int b) => VectorMath.SquaredDistance(problem.PoolFeatures.Row(a), problem.PoolFeatures.Row(b));

    private static Episode Start(Problem problem)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 40, 1);
        return episode;
    }
}
