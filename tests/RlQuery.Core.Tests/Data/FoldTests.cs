using RlQuery.Core.Data;

namespace RlQuery.Core.Tests.Data;

public sealed class FoldTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 40).Select(i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_folds_of_a_repetition_test_every_row_once_and_query_the_others(ulong repetition)
    {
        Dataset data = RandomData.Classes(repetition);
        PoolTestSplit[] folds = Repetition(data, 2 + (int)(repetition % 6), repetition);
        Assert.Equal(Enumerable.Range(0, data.Rows), folds.SelectMany(fold => fold.TestRows).Order());
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, data.Rows), fold.PoolRows.Concat(fold.TestRows).Order()));
        Assert.All(folds, fold => Assert.All(Enumerable.Range(0, data.Classes), c => Assert.Contains(fold.PoolRows, row => data.Labels[row] == c)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Folds_are_even_as_a_whole_and_in_every_class(ulong repetition)
    {
        Dataset data = RandomData.Classes(repetition);
        PoolTestSplit[] folds = Repetition(data, 2 + (int)(repetition % 6), repetition);
        int[][] counts = [.. folds.Select(fold => Enumerable.Range(0, data.Classes).Select(c => fold.TestRows.Count(row => data.Labels[row] == c)).ToArray())];
        Assert.InRange(counts.Max(count => count.Sum()) - counts.Min(count => count.Sum()), 0, 1);
        Assert.All(Enumerable.Range(0, data.Classes), c => Assert.InRange(counts.Max(count => count[c]) - counts.Min(count => count[c]), 0, 1));
    }

    [Fact]
    public void The_next_repetition_has_other_folds_and_the_cap_holds_for_each_pool()
    {
        Dataset data = RandomData.Classes(3, leastPerClass: 20);
        Assert.NotEqual(Repetition(data, 5, 0)[0].TestRows, Repetition(data, 5, 1)[0].TestRows);
        var capped = PoolTestSplit.Create(data, new SplitOptions { Folds = 5, PoolCap = 12 }, 1);
        Assert.Equal(12, capped.PoolRows.Length);
        Assert.Empty(capped.PoolRows.Intersect(capped.TestRows));
    }

    [Fact]
    public void A_class_of_one_row_stays_in_every_pool()
    {
        var data = Dataset.ForClassification("d", "t", new float[12], [.. Enumerable.Range(0, 11).Select(i => i % 2), 2], ["x"], ["a", "b", "c"]);
        Assert.All(Repetition(data, 3, 4), fold => Assert.Contains(11, fold.PoolRows));
    }

    private static PoolTestSplit[] Repetition(Dataset data, int folds, ulong repetition) =>
        [.. Enumerable.Range(0, folds).Select(
            fold => PoolTestSplit.Create(data, new SplitOptions { Folds = folds, PoolCap = 100_000 }, (repetition * (ulong)folds) + (ulong)fold))];
}
