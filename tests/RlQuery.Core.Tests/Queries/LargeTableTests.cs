using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Queries;

/// <summary>Tables that are shortened, and batches of which several rows are taken of one scoring.</summary>
public sealed class LargeTableTests
{
    private static readonly LogisticRegressionFactory Learner = new();

    [Theory]
    [InlineData("margin")]
    [InlineData("representative")]
    public void Any_number_of_threads_chooses_the_same(string name)
    {
        Dataset data = Clusters(rows: 30_000, features: 3);
        IReadOnlyList<Pick> expected = Choose(data, Find(name), 12, jobs: 1);
        IReadOnlyList<Pick> actual = Choose(data, Find(name), 12, jobs: 5);
        Assert.Equal(expected.Select(pick => (pick.Row, pick.Score)), actual.Select(pick => (pick.Row, pick.Score)));
        Assert.Equal(expected.SelectMany(pick => pick.Contributions), actual.SelectMany(pick => pick.Contributions));
    }

    /// <summary>A margin is a row's own, so that a shortlist changes nothing; near-duplicates wait in either case.</summary>
    [Fact]
    public void Of_a_large_table_margin_chooses_the_rows_that_it_chooses_of_the_whole()
    {
        Dataset data = Clusters(rows: 30_000, features: 3);
        var table = new QueryTable(data);
        var episode = new QueryEpisode(Learner, Find("margin"));
        episode.Begin(table, new QueryPool(table.AllRows), budget: 100, seed: 0);
        int[] rows = episode.Score(out Span<float> scores).Rows.ToArray();
        float[] negated = Array.ConvertAll(scores.ToArray(), score => -score);
        Array.Sort(negated, rows);
        float near = table.NearSquared(seed: 0);
        FeatureMatrix pool = episode.Problem.PoolFeatures;
        var expected = new List<int>();
        foreach (int row in rows.Where(row => expected.All(other => VectorMath.SquaredDistance(pool.Row(row), pool.Row(other)) > near)).Take(60))
        {
            expected.Add(row);
        }
        Assert.Equal(expected, Choose(data, Find("margin"), 60, jobs: 2).Select(pick => pick.Row));
    }

    [Fact]
    public void Representative_rows_of_a_large_table_come_from_as_many_crowds_as_those_of_a_smaller_one_at_once()
    {
        int atOnce = Crowds(rows: 6000);
        Assert.InRange(atOnce, 2, 12);
        Assert.InRange(Crowds(rows: 24_000), atOnce, 12);

        static int Crowds(int rows)
        {
            var draws = new Pcg64(5);
            float[] values =
                [.. Enumerable.Range(0, rows).SelectMany(row => new[] { (row % 12 * 100) + (float)draws.NextGaussian(), (float)draws.NextGaussian() })];
            var data = Dataset.ForClassification("crowds", "test", values, [.. Enumerable.Repeat(Dataset.Unlabelled, rows)], ["x", "y"], []);
            return Choose(data, Find("representative"), 12, jobs: 2).Select(pick => pick.Row % 12).Distinct().Count();
        }
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("representative")]
    public void A_batch_beyond_a_hundred_rows_asks_for_each_once_and_begins_as_a_smaller_one(string name)
    {
        Dataset data = Clusters(rows: 700, features: 2);
        int[] all = [.. Choose(data, Find(name), 1000, jobs: 1).Select(pick => pick.Row)];
        Assert.Equal(Enumerable.Range(0, 700).Where(row => data.Labels[row] == Dataset.Unlabelled), all.Order());
        Assert.Equal(all[..250], Choose(data, Find(name), 250, jobs: 1).Select(pick => pick.Row));
    }

    [Fact]
    public void Two_rows_of_one_scoring_are_never_copies()
    {
        // Every row has twins; a twin comes when no other row is left.
        Dataset single = Clusters(rows: 300, features: 2);
        float[] values = [.. single.Values, .. single.Values, .. single.Values];
        int[] labels = [.. single.Labels, .. Enumerable.Repeat(Dataset.Unlabelled, 600)];
        var data = Dataset.ForClassification("twins", "test", values, labels, single.FeatureNames, single.ClassNames);
        Pick[] apart = [.. Choose(data, Find("margin"), 296, jobs: 1).TakeWhile(pick => !pick.Reason.EndsWith("a row above", StringComparison.Ordinal))];
        Assert.InRange(apart.Length, 201, 296);
        Assert.Equal(apart.Length, apart.Select(pick => pick.Row % 300).Distinct().Count());
    }

    [Fact]
    public void Choosing_from_a_large_table_allocates_a_fraction_of_it()
    {
        const int Features = 100;
        long small = Allocated(rows: 20_000, Features);
        long large = Allocated(rows: 60_000, Features);
        // Lots are laid out in memory that is used again. Even one copy of the features, of the whole or lot by lot, would be twice the bound.
        Assert.InRange((large - small) / 40_000, 1, Features * sizeof(float) / 2);
    }

    // One job works on the thread of its caller, so that nothing that another test allocates is counted.
    private static long Allocated(int rows, int features)
    {
        Dataset data = Clusters(rows, features);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Choose(data, Find("margin"), 1, jobs: 1);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IQueryStrategy Find(string name) => Known.Parts.TryFind<IQueryStrategy>(name) ?? new RepresentativeStrategy();

    private static IReadOnlyList<Pick> Choose(Dataset data, IQueryStrategy strategy, int count, int jobs) =>
        QueryBatch.Choose(data, strategy, Learner, count, budget: 40, seed: 0, jobs);

    /// <summary>Two clusters; two rows of each are labelled.</summary>
    private static Dataset Clusters(int rows, int features)
    {
        var draws = new Pcg64(3);
        float[] values = new float[rows * features];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)draws.NextGaussian() + (i / features % 2 * 2);
        }
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row < 4 ? row % 2 : Dataset.Unlabelled)];
        return Dataset.ForClassification("clusters", "test", values, labels, [.. Enumerable.Range(0, features).Select(i => $"x{i}")], ["a", "b"]);
    }
}
