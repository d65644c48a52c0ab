using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Strategies;

/// <summary>Badge and TypiClust against their papers' definitions, computed directly.</summary>
public sealed class BadgeAndTypiClustTests
{
    [Fact]
    public void The_first_of_a_badge_batch_has_the_longest_gradient()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3, features: 4);
        Episode episode = Start(problem, seed: 1);
        float[] values = episode.Column("badge");
        double[] lengths = [.. Candidates(episode).Select(row => Math.Sqrt(Squared(Gradient(episode, problem, row), null)))];
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(lengths[i] / lengths.Max(), values[i], 1e-5);
        }
    }

    [Fact]
    public void Later_rows_of_a_badge_batch_are_drawn_in_proportion_to_squared_distances_of_gradients()
    {
        Problem problem = Problems.Blobs(pool: 9, classes: 3, features: 4);
        const int Draws = 4000;
        double[] expected = [];
        int[] counts = new int[9];
        for (int seed = 0; seed < Draws; seed++)
        {
            Episode episode = Start(problem, (ulong)seed);
            episode.Take(Candidates(episode)[1]);
            episode.Take(Candidates(episode)[1]);
            float[] values = episode.Column("badge");
            int[] rows = Candidates(episode);
            counts[rows[VectorMath.ArgMax(values)]]++;
            double[][] taken = [.. episode.Pool.Pending.ToArray().Select(row => Gradient(episode, problem, row))];
            expected = new double[9];
            foreach (int row in rows)
            {
                expected[row] = taken.Min(other => Squared(Gradient(episode, problem, row), other));
            }
        }
        for (int row = 0; row < 9; row++)
        {
            double p = expected[row] / expected.Sum();
            Assert.Equal(p, (double)counts[row] / Draws, 5 * Math.Sqrt((p * (1 - p) / Draws) + 1e-9));
        }
    }

    [Fact]
    public void A_badge_batch_holds_no_copies()
    {
        Problem problem = Problems.Of([0, 1, 0.5f, 0.5f, 0.5f, 0.45f], 1, [0, 1, 0, 1, 0, 1], 2, 0, 1);
        Episode episode = Start(problem, 1);
        episode.Take(2);
        float[] values = episode.Column("badge");
        Assert.Equal([0f, 0f, 1f], values);
    }

    [Fact]
    public void TypiClust_takes_one_row_near_the_middle_of_each_group_before_it_takes_a_second()
    {
        var draws = new Pcg64(1);
        int[] groups = [.. Enumerable.Range(0, 90).Select(i => i % 6)];
        float[] x = [.. groups.SelectMany(group => new[] { Around(group % 3), Around(group / 3) })];
        Problem problem = Problems.Of(x, 2, [.. groups.Select(group => group % 2)], 2, 0, 1);
        Episode episode = Start(problem, 3);
        var chosen = new List<int> { 0, 1 };
        while (chosen.Count < 6)
        {
            chosen.Add(episode.Choice("typiclust"));
            episode.Take(chosen[^1]);
            int row = chosen[^1];
            double[] spacings = [.. Enumerable.Range(0, 90).Where(i => groups[i] == groups[row]).Select(i => Spacing(i)).Order()];
            Assert.True(Spacing(row) <= spacings[1], $"row {row} is not typical of its group");
        }
        Assert.Equal(6, chosen.Select(row => groups[row]).Distinct().Count());

        float Around(int place) => (20 * place) + (float)draws.NextGaussian();

        double Spacing(int row) => Enumerable.Range(0, 90).Where(other => other != row)
            .Select(other => Math.Sqrt(VectorMath.SquaredDistance(problem.PoolFeatures.Row(row), problem.PoolFeatures.Row(other)))).Order().Take(20).Average();
    }

    [Fact]
    public void Typicality_is_the_inverse_mean_distance_to_twenty_neighbours()
    {
        Problem problem = Problems.Blobs(pool: 100, features: 5);
        Episode episode = Start(problem, 1);
        FeatureMatrix pool = problem.PoolFeatures;
        double[] spacing = [.. Candidates(episode).Select(row => Enumerable.Range(0, 100).Where(other => other != row)
            .Select(other => Math.Sqrt(VectorMath.SquaredDistance(pool.Row(row), pool.Row(other)))).Order().Take(20).Average())];
        float[] values = episode.Column("typicality");
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(spacing.Min() / spacing[i], values[i], 1e-5);
        }
    }

    [Theory]
    [InlineData("badge")]
    [InlineData("typiclust")]
    public void An_episode_that_is_resumed_goes_on_as_it_would_have(string name)
    {
        Problem problem = Problems.Blobs(pool: 60, classes: 3, features: 6);
        Episode episode = Start(problem, 5);
        var chosen = new List<int>();
        for (int query = 0; query < 8; query++)
        {
            int next = episode.Choice(name);
            var resumed = new Episode(new LogisticRegressionFactory());
            resumed.Resume(problem, [.. chosen], 40, 5);
            Assert.Equal(next, resumed.Choice(name));
            chosen.Add(next);
            episode.Take(next);
            episode.Label();
        }
    }

    private static Episode Start(Problem problem, ulong seed)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 40, seed);
        return episode;
    }

    private static int[] Candidates(Episode episode) => episode.Pool.Candidates.ToArray();

    // (p - e) ⊗ x, formed.
    private static double[] Gradient(Episode episode, Problem problem, int row)
    {
        int classes = problem.Units[0].Classes;
        double[] residual = [.. episode.PoolProbabilities(0).Slice(row * classes, classes).ToArray().Select(p => (double)p)];
        residual[Array.IndexOf(residual, residual.Max())] -= 1;
        return [.. residual.SelectMany(r => problem.PoolFeatures.Row(row).ToArray().Select(x => r * x))];
    }

    private static double Squared(double[] a, double[]? b) => a.Select((value, i) => Math.Pow(value - (b?[i] ?? 0), 2)).Sum();
}
