using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Numerics;
using RlQuery.Studies.CrossValidation;

namespace RlQuery.Studies.Tests.CrossValidation;

public sealed class OriginFoldsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Origins_are_never_split_no_fold_is_empty_and_none_is_larger_by_more_than_an_origin(int count)
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            IReadOnlyList<OriginSet> sets = Sets(new Pcg64(seed, "sets"), origins: 7 + (int)(seed % 20));
            int[] folds = OriginFolds.Assign(sets, count, seed);
            Assert.Equal(sets.Count, folds.Length);
            Assert.All(sets.Zip(folds).GroupBy(pair => pair.First.Origin), origin => Assert.Single(origin.Select(pair => pair.Second).Distinct()));
            int[] sizes = [.. Enumerable.Range(0, count).Select(fold => folds.Count(own => own == fold))];
            Assert.Equal(sets.Count, sizes.Sum());
            Assert.All(sizes, size => Assert.True(size > 0));
            Assert.True(sizes.Max() - sizes.Min() <= sets.GroupBy(set => set.Origin).Max(origin => origin.Count()), string.Join(" ", sizes));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_in_whatever_order_the_sets_come_and_another_seed_others()
    {
        IReadOnlyList<OriginSet> sets = Sets(new Pcg64(1), origins: 20);
        int[] order = new Pcg64(2).Permutation(sets.Count);
        int[] folds = OriginFolds.Assign(sets, 5, 9);
        Assert.Equal(order.Select(i => folds[i]), OriginFolds.Assign([.. order.Select(i => sets[i])], 5, 9));
        Assert.NotEqual(folds, OriginFolds.Assign(sets, 5, 10));
    }

    [Fact]
    public void Every_fold_has_wide_and_narrow_sets_and_two_classes_and_more()
    {
        OriginSet[] sets = [.. Enumerable.Range(0, 20).Select(i => Set($"s{i}", $"o{i}", features: 1 + (i / 2), classes: 2 + (i % 2)))];
        int[] folds = OriginFolds.Assign(sets, 5, 3);
        foreach (int fold in Enumerable.Range(0, 5))
        {
            Dataset[] own = [.. sets.Where((_, i) => folds[i] == fold).Select(set => set.Data)];
            Assert.Equal(2, own.Count(set => set.Classes == 2));
            Assert.Equal(2, own.Count(set => set.Features > 5));
        }
    }

    [Fact]
    public void A_bundled_set_has_its_origin_under_whatever_name_and_a_users_content_one_of_its_own()
    {
        Catalog catalog = Catalog.Load();
        Dataset wdbc = catalog.Open("wdbc");
        Dataset renamed = Dataset.ForClassification("other", "test", [.. wdbc.Values], [.. wdbc.Labels], [.. wdbc.FeatureNames], [.. wdbc.ClassNames]);
        Assert.Equal(wdbc.Hash, renamed.Hash);
        OriginSet own = Set("mine", "", 2, 2);
        OriginSet copy = Set("copy", "", 2, 2);
        Assert.Equal(
            [catalog.Find("wdbc").Origin, catalog.Find("wdbc").Origin, "file mine", "file mine"],
            OriginSet.Of([wdbc, renamed, own.Data, copy.Data], catalog).Select(set => set.Origin));
    }

    [Fact]
    public void Fewer_than_two_folds_or_more_than_origins_are_refused()
    {
        IReadOnlyList<OriginSet> sets = Sets(new Pcg64(1), origins: 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => OriginFolds.Assign(sets, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OriginFolds.Assign(sets, 5, 0));
        Assert.Equal([0, 1, 2, 3], OriginFolds.Assign(sets, 4, 0).Distinct().Order());
    }

    private static IReadOnlyList<OriginSet> Sets(Pcg64 draws, int origins) =>
    [
        .. Enumerable.Range(0, origins).SelectMany(origin => Enumerable.Range(0, 1 + draws.NextInt(3)).Select(i =>
            Set($"s{origin}-{i}", $"o{origin}", 1 + draws.NextInt(9), 2 + draws.NextInt(2)))),
    ];

    private static OriginSet Set(string name, string origin, int features, int classes) => new(
        Dataset.ForClassification(
            name, "test", new float[2 * classes * features], [.. Enumerable.Range(0, 2 * classes).Select(i => i % classes)],
            [.. Enumerable.Range(0, features).Select(i => $"x{i}")], [.. Enumerable.Range(0, classes).Select(i => $"c{i}")]),
        origin);
}
