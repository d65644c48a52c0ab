using RlQuery.Core.Data;

namespace RlQuery.Core.Tests.Data;

public sealed class SplitTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 40).Select(i => (ulong)i)];

    private static SplitOptions Options(ulong seed) => new() { PoolShare = 0.1 + (seed % 9 * 0.1), PoolCap = seed % 3 == 0 ? 30 : 1000 };

    private static int[] Count(Dataset data, int[] rows) => [.. Enumerable.Range(0, data.Classes).Select(c => rows.Count(row => data.Labels[row] == c))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_class_has_pool_rows_and_test_rows_and_no_row_is_in_both(ulong seed)
    {
        Dataset data = RandomData.Classes(seed);
        var split = PoolTestSplit.Create(data, Options(seed), seed);
        Assert.All(Count(data, split.PoolRows), count => Assert.True(count >= 1));
        Assert.All(Count(data, split.TestRows), count => Assert.True(count >= 1));
        int[] all = [.. split.PoolRows, .. split.TestRows];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.InRange(split.PoolRows.Length, data.Classes, Math.Max(data.Classes, split.Options.PoolCap));
        if (split.PoolRows.Length < split.Options.PoolCap)
        {
            Assert.Equal(data.Rows, all.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Class_shares_of_pool_and_test_are_those_of_the_data(ulong seed)
    {
        Dataset data = RandomData.Classes(seed, leastPerClass: 20);
        SplitOptions options = Options(seed);
        var split = PoolTestSplit.Create(data, options, seed);
        int[] whole = Count(data, [.. Enumerable.Range(0, data.Rows)]);
        int[] test = Count(data, split.TestRows);
        int[] pool = Count(data, split.PoolRows);
        for (int c = 0; c < data.Classes; c++)
        {
            Assert.InRange(test[c], ((1 - options.PoolShare) * whole[c]) - 1, ((1 - options.PoolShare) * whole[c]) + 1);
            // One row of rounding in the split, one in the cap, and at least one row of each class.
            Assert.InRange(
                pool[c], ((double)whole[c] / data.Rows * split.PoolRows.Length) - data.Classes,
                ((double)whole[c] / data.Rows * split.PoolRows.Length) + data.Classes);
        }
    }

    [Fact]
    public void Half_and_half_is_exact()
    {
        var data = Dataset.ForClassification("d", "t", new float[100], [.. Enumerable.Range(0, 100).Select(i => i < 60 ? 0 : 1)], ["x"], ["a", "b"]);
        var split = PoolTestSplit.Create(data, new SplitOptions(), 1);
        Assert.Equal([30, 20], Count(data, split.PoolRows));
        Assert.Equal([30, 20], Count(data, split.TestRows));
        Assert.Equal([6, 4], Count(data, PoolTestSplit.Create(data, new SplitOptions { PoolCap = 10 }, 1).PoolRows));
    }

    [Fact]
    public void Same_seed_same_split_whatever_the_name_other_seed_data_or_options_another()
    {
        Dataset data = RandomData.Classes(3);
        var options = new SplitOptions();
        var split = PoolTestSplit.Create(data, options, 5);
        Assert.Equal(split.PoolRows, PoolTestSplit.Create(data.Rename("other"), options, 5).PoolRows);
        Assert.Equal(split.TestRows, PoolTestSplit.Create(data.Rename("other"), options, 5).TestRows);
        Assert.NotEqual(split.PoolRows, PoolTestSplit.Create(data, options, 6).PoolRows);
        Assert.NotEqual(split.PoolRows, PoolTestSplit.Create(data, new SplitOptions { PoolCap = 999 }, 5).PoolRows);
        float[] values = data.Values.ToArray();
        values[0] += 1;
        var changed = Dataset.ForClassification("d", "t", values, data.Labels, data.FeatureNames, data.ClassNames);
        Assert.NotEqual(split.PoolRows, PoolTestSplit.Create(changed, options, 5).PoolRows);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_start_has_labels_of_every_class(ulong seed)
    {
        Dataset data = RandomData.Classes(seed);
        var split = PoolTestSplit.Create(data, new SplitOptions(), seed);
        int perClass = 1 + (int)(seed % 4);
        int[] start = StartingLabels.Draw(split, perClass);
        Assert.Equal(start.Length, start.Distinct().Count());
        int[] inPool = Count(data, split.PoolRows);
        Assert.Equal([.. inPool.Select(count => Math.Min(count, perClass))], Count(data, [.. start.Select(position => split.PoolRows[position])]));
        Assert.Equal(start, StartingLabels.Draw(split, perClass));
    }

    [Fact]
    public void Every_pool_row_of_a_class_can_be_the_start()
    {
        Dataset data = Dataset.ForClassification("d", "t", new float[20], [.. Enumerable.Range(0, 20).Select(i => i % 2)], ["x"], ["a", "b"]);
        var drawn = Enumerable.Range(0, 400).SelectMany(seed =>
        {
            var split = PoolTestSplit.Create(data, new SplitOptions(), (ulong)seed);
            return StartingLabels.Draw(split).Select(position => split.PoolRows[position]);
        }).CountBy(row => row).ToDictionary();
        Assert.Equal(20, drawn.Count);
        // 800 draws over 20 rows: 40 each, standard deviation 6.
        Assert.All(drawn.Values, count => Assert.InRange(count, 10, 70));
    }

    [Fact]
    public void Options_that_are_not_allowed_are_reported_at_once()
    {
        InvalidInputException thrown = Assert.Throws<InvalidInputException>(() =>
            PoolTestSplit.Create(RandomData.Classes(1), new SplitOptions { PoolShare = 1, PoolCap = 0 }, 1));
        Assert.Equal(
            ["poolShare: 1 is not allowed; use more than 0 and less than 1", "poolCap: 0 is not allowed; use at least 2"], thrown.Faults);
        Assert.Throws<InvalidInputException>(() => StartingLabels.Draw(PoolTestSplit.Create(RandomData.Classes(1), new SplitOptions(), 1), -1));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_class_of_the_pool_is_thinned_to_its_share_and_the_test_part_keeps_all(ulong seed)
    {
        Dataset data = RandomData.Classes(seed, leastPerClass: 100);
        SplitOptions options = Options(seed) with { PoolCap = seed % 2 == 0 ? 150 : 1000 };
        const double Share = 0.03;
        var plain = PoolTestSplit.Create(data, options, seed);
        var rare = PoolTestSplit.Create(data, options with { RareClass = Share }, seed);
        int[] pool = Count(data, rare.PoolRows);
        Assert.InRange(pool.Min(), 1, Math.Max(2, (Share * rare.PoolRows.Length) + 1));
        Assert.Single(pool, count => count <= Math.Max(2, (Share * rare.PoolRows.Length) + 1));
        Assert.Equal(Count(data, plain.TestRows), Count(data, rare.TestRows));
        Assert.Empty(rare.PoolRows.Intersect(rare.TestRows));
    }

    [Fact]
    public void Every_class_is_the_rare_one_for_some_seed()
    {
        Dataset data = RandomData.Classes(5, leastPerClass: 50);
        int[] rarest = [.. Enumerable.Range(0, 60).Select(seed =>
        {
            int[] pool = Count(data, PoolTestSplit.Create(data, new SplitOptions { RareClass = 0.02 }, (ulong)seed).PoolRows);
            return Array.IndexOf(pool, pool.Min());
        })];
        Assert.Equal(data.Classes, rarest.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Classes_that_are_rare_enough_are_left_as_they_are(ulong seed)
    {
        Dataset data = RandomData.Classes(seed);
        int[] usual = Count(data, PoolTestSplit.Create(data, new SplitOptions { PoolCap = 10_000 }, seed).PoolRows);
        int[] thinned = Count(data, PoolTestSplit.Create(data, new SplitOptions { PoolCap = 10_000, RareClass = 0.999 }, seed).PoolRows);
        Assert.Equal(usual, thinned);
    }
}
