using RlQuery.Cluster.Dealing;

namespace RlQuery.Cluster.Tests.Dealing;

public sealed class LotDealerTests
{
    private TimeSpan _now;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1000, 8)]
    public void Every_item_is_dealt_once_in_order_while_nobody_is_lost(int count, int nodes)
    {
        LotDealer dealer = Of(count);
        string[] names = [.. Enumerable.Range(0, nodes).Select(i => $"n{i}")];
        Array.ForEach(names, name => dealer.Join(name, 2));
        var dealt = new List<int>();
        for (int turn = 0; !dealer.Finished; turn++)
        {
            if (dealer.Deal(names[turn % nodes]) is { } lot)
            {
                dealt.AddRange(lot.Items);
                Assert.NotNull(dealer.Answer("a", lot.Number, 0.01 * lot.Items.Length, 0));
            }
        }
        Assert.Equal(Enumerable.Range(0, count), dealt);
        Assert.Null(dealer.Deal(names[0]));
    }

    [Fact]
    public void Lots_grow_with_quick_items_and_shrink_towards_the_end()
    {
        LotDealer dealer = Of(10_000);
        dealer.Join("a", 1);
        var sizes = new List<int>();
        while (dealer.Deal("a") is { } lot)
        {
            sizes.Add(lot.Items.Length);
            dealer.Answer("a", lot.Number, 0.001 * lot.Items.Length, 0);
        }
        Assert.Equal(4, sizes[0]);
        Assert.Equal(500, sizes[1]);
        Assert.Equal(1, sizes[^1]);
        Assert.Equal(sizes.Skip(1), sizes.Skip(1).OrderDescending());
    }

    [Fact]
    public void A_slow_node_gets_lots_of_the_same_time_and_large_answers_make_small_lots()
    {
        LotDealer dealer = Of(1_000_000);
        (string Node, double Seconds)[] nodes = [("quick", 0.001), ("slow", 0.004)];
        Array.ForEach(nodes, node => dealer.Join(node.Node, 1));
        var last = new Dictionary<string, int>();
        for (int turn = 0; turn < 100; turn++)
        {
            (string node, double seconds) = nodes[turn % 2];
            DealtLot lot = dealer.Deal(node)!;
            last[node] = lot.Items.Length;
            dealer.Answer(node, lot.Number, seconds * lot.Items.Length, 10 * lot.Items.Length);
        }
        Assert.Equal((500, 125), (last["quick"], last["slow"]));
        DealtLot large = dealer.Deal("quick")!;
        dealer.Answer("quick", large.Number, 0.001 * large.Items.Length, 1_000_000 * large.Items.Length);
        Assert.Single(dealer.Deal("quick")!.Items);
    }

    [Fact]
    public void What_a_lost_node_had_is_dealt_anew_and_its_late_answer_does_not_count_twice()
    {
        LotDealer dealer = Of(3);
        DealtLot first = dealer.Deal("a")!;
        dealer.Return("a", [first.Number], died: true);
        DealtLot again = dealer.Deal("b")!;
        Assert.Equal(first.Items, again.Items);
        Assert.NotNull(dealer.Answer("a", first.Number, 0, 0));
        Assert.Null(dealer.Answer("a", again.Number, 0, 0));
        Assert.False(dealer.IsOpen(first.Number));
    }

    [Fact]
    public void An_idle_node_gets_a_copy_of_what_another_has_for_long_and_no_third_one_does()
    {
        LotDealer dealer = Of(1);
        DealtLot slow = dealer.Deal("a")!;
        Assert.Null(dealer.Deal("b"));
        _now = TimeSpan.FromMinutes(1);
        Assert.Null(dealer.Deal("a"));
        Assert.Equal(slow.Number, dealer.Deal("b")!.Number);
        _now = TimeSpan.FromMinutes(2);
        Assert.Null(dealer.Deal("c"));
        Assert.NotNull(dealer.Answer("a", slow.Number, 0, 0));
        Assert.True(dealer.Finished);
    }

    [Fact]
    public void A_lot_that_nodes_die_of_is_split_and_the_item_that_is_to_blame_is_given_up_alone()
    {
        LotDealer dealer = Of(100);
        dealer.Join("a", 1);
        DealtLot lot = dealer.Deal("a")!;
        int guilty = lot.Items[2];
        var givenUp = new List<int>(dealer.Return("a", [lot.Number], died: true));
        for (int turn = 0; !dealer.Finished && turn < 1000; turn++)
        {
            DealtLot next = dealer.Deal("a")!;
            if (next.Items.Contains(guilty))
            {
                givenUp.AddRange(dealer.Return("a", [next.Number], died: true));
            }
            else
            {
                dealer.Answer("a", next.Number, 1, 0);
            }
        }
        Assert.True(dealer.Finished);
        Assert.Equal([guilty], givenUp);
    }

    private LotDealer Of(int count) => new([.. Enumerable.Range(0, count)], () => _now);
}
