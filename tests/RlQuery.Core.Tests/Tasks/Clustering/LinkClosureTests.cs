using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Tasks.Clustering;

public sealed class LinkClosureTests
{
    [Fact]
    public void Must_links_make_an_equivalence_and_links_say_all_that_follows_and_no_more()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            (int[] classes, (int A, int B)[] asked) = Draw(seed);
            LinkClosure closure = Closure(classes, asked);
            bool?[,] expected = ByHand(classes, asked);
            for (int a = 0; a < classes.Length; a++)
            {
                for (int b = 0; b < classes.Length; b++)
                {
                    Assert.Equal(expected[a, b], closure.Of(a, b));
                }
            }
        }
    }

    [Fact]
    public void The_order_of_the_links_changes_nothing()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            (int[] classes, (int A, int B)[] asked) = Draw(seed);
            LinkClosure forward = Closure(classes, asked);
            LinkClosure other = Closure(classes, [.. new Pcg64(seed, "order").Permutation(asked.Length).Select(i => (asked[i].B, asked[i].A))]);
            for (int row = 0; row < classes.Length; row++)
            {
                Assert.Equal(forward.GroupOf(row), other.GroupOf(row));
                Assert.Equal(forward.RowsOf(forward.GroupOf(row)).Order(), other.RowsOf(forward.GroupOf(row)).Order());
                Assert.Equal(forward.ApartFrom(forward.GroupOf(row)).ToArray(), other.ApartFrom(forward.GroupOf(row)).ToArray());
            }
        }
    }

    [Fact]
    public void A_link_that_contradicts_what_follows_is_refused_and_changes_nothing()
    {
        var closure = new LinkClosure(5);
        Assert.True(closure.TryAdd(0, 1, together: true));
        Assert.True(closure.TryAdd(1, 2, together: true));
        Assert.True(closure.TryAdd(2, 3, together: false));
        Assert.False(closure.TryAdd(0, 2, together: false));
        Assert.False(closure.TryAdd(3, 0, together: true));
        Assert.True(closure.Of(0, 2));
        Assert.False(closure.Of(0, 3));
        Assert.Null(closure.Of(0, 4));
        Assert.True(closure.TryAdd(3, 1, together: false));
    }

    private static (int[] Classes, (int A, int B)[] Asked) Draw(ulong seed)
    {
        var draws = new Pcg64(seed, "links");
        int[] classes = [.. Enumerable.Range(0, 14).Select(_ => draws.NextInt(4))];
        return (classes, [.. Enumerable.Range(0, (int)seed).Select(_ => (draws.NextInt(14), draws.NextInt(14))).Where(pair => pair.Item1 != pair.Item2)]);
    }

    private static LinkClosure Closure(int[] classes, (int A, int B)[] asked)
    {
        var closure = new LinkClosure(classes.Length);
        foreach ((int a, int b) in asked)
        {
            Assert.True(closure.TryAdd(a, b, classes[a] == classes[b]));
        }
        return closure;
    }

    // Rules applied until nothing changes.
    private static bool?[,] ByHand(int[] classes, (int A, int B)[] asked)
    {
        int rows = classes.Length;
        bool?[,] known = new bool?[rows, rows];
        for (int row = 0; row < rows; row++)
        {
            known[row, row] = true;
        }
        foreach ((int a, int b) in asked)
        {
            known[a, b] = known[b, a] = classes[a] == classes[b];
        }
        bool changed;
        do
        {
            changed = false;
            foreach (int a in Enumerable.Range(0, rows))
            {
                foreach (int b in Enumerable.Range(0, rows))
                {
                    foreach (int c in Enumerable.Range(0, rows).Where(c => known[a, c] is null && known[a, b] == true && known[b, c] is not null))
                    {
                        known[a, c] = known[c, a] = known[b, c];
                        changed = true;
                    }
                }
            }
        }
        while (changed);
        return known;
    }
}
