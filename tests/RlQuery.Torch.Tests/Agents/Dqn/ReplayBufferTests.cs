using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Dqn;

namespace RlQuery.Torch.Tests.Agents.Dqn;

public sealed class ReplayBufferTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100)]
    public void A_sum_tree_finds_the_item_in_whose_share_a_value_falls(int items)
    {
        var draws = new Pcg64((ulong)items);
        var tree = new SumTree(items);
        double[] priorities = new double[items];
        for (int change = 0; change < 5 * items; change++)
        {
            int item = draws.NextInt(items);
            // Powers of two add up without rounding; a third of the items has no share.
            tree[item] = priorities[item] = draws.NextInt(3) == 0 ? 0 : Math.Pow(2, draws.NextInt(8));
        }
        Assert.Equal(priorities.Sum(), tree.Total);
        double before = 0;
        for (int item = 0; item < items; item++)
        {
            Assert.Equal(priorities[item], tree[item]);
            if (priorities[item] > 0)
            {
                Assert.Equal(item, tree.Find(before));
                Assert.Equal(item, tree.Find(before + (priorities[item] / 2)));
                Assert.Equal(item, tree.Find(before + priorities[item] - 1e-6));
            }
            before += priorities[item];
        }
    }

    [Fact]
    public void A_sum_tree_never_finds_an_item_without_a_share_even_where_rounding_leaves_a_rest()
    {
        var draws = new Pcg64(3);
        for (int repeat = 0; repeat < 200; repeat++)
        {
            var tree = new SumTree(9);
            for (int item = 0; item < 9; item++)
            {
                tree[item] = item % 4 == 3 || item > 6 ? 0 : Math.Pow(10, 8 * (draws.NextDouble() - 0.5));
            }
            foreach (double value in new[] { 0, Math.BitDecrement(tree.Total), tree.Total, tree.Total * 1.5 })
            {
                Assert.True(tree[tree.Find(value)] > 0);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Transitions_are_drawn_in_proportion_to_their_priorities(double exponent)
    {
        const int Draws = 4000;
        const int Batch = 5;
        double[] errors = [0.5, 1, 2, 4, 8, 16, 0.25, 3];
        ReplayBuffer buffer = Filled(errors.Length, errors.Length, exponent);
        for (int slot = 0; slot < errors.Length; slot++)
        {
            buffer.Prioritise(slot, slot % 2 == 0 ? errors[slot] : -errors[slot]);
        }
        double[] shares = [.. errors.Select(error => Math.Pow(error, exponent))];
        shares = [.. shares.Select(share => share / shares.Sum())];
        int[] counts = new int[errors.Length];
        var draws = new Pcg64(7);
        int[] slots = new int[Batch];
        float[] weights = new float[Batch];
        for (int i = 0; i < Draws; i++)
        {
            buffer.Draw(slots, weights, correction: 0.5, draws);
            foreach (int slot in slots)
            {
                counts[slot]++;
            }
        }
        for (int slot = 0; slot < errors.Length; slot++)
        {
            double expected = shares[slot] * Draws * Batch;
            // Six standard deviations of independent draws; stratified ones spread less. The 0.001 that is added to errors stays below.
            Assert.Equal(expected, counts[slot], (6 * Math.Sqrt(expected)) + (0.005 * expected));
        }
    }

    [Fact]
    public void Importance_weights_undo_the_priorities_and_the_largest_is_one()
    {
        ReplayBuffer buffer = Filled(4, 4, exponent: 1);
        double[] errors = [1, 2, 4, 8];
        for (int slot = 0; slot < 4; slot++)
        {
            buffer.Prioritise(slot, errors[slot] - 1e-3);
        }
        int[] slots = new int[64];
        float[] full = new float[64];
        float[] half = new float[64];
        buffer.Draw(slots, full, correction: 1, new Pcg64(1));
        buffer.Draw(slots, half, correction: 0.5, new Pcg64(1));
        Assert.Equal(1, full.Max());
        for (int i = 0; i < slots.Length; i++)
        {
            Assert.Equal(1 / errors[slots[i]], full[i], 1e-6);
            Assert.Equal(Math.Sqrt(1 / errors[slots[i]]), half[i], 1e-6);
        }
    }

    [Fact]
    public void The_oldest_transition_goes_first()
    {
        ReplayBuffer buffer = Filled(capacity: 5, added: 12, exponent: 0);
        Assert.Equal(5, buffer.Count);
        Assert.Equal([7f, 8, 9, 10, 11], Enumerable.Range(0, 5).Select(buffer.Return).Order());
    }

    [Fact]
    public void A_new_transition_has_the_largest_priority_so_far()
    {
        ReplayBuffer buffer = Filled(capacity: 100, added: 50, exponent: 1);
        for (int slot = 0; slot < 50; slot++)
        {
            buffer.Prioritise(slot, slot == 20 ? 1000 : 1e-3);
        }
        buffer.Prioritise(20, 1e-3);
        buffer.Add(Transition(50));
        int[] slots = new int[64];
        buffer.Draw(slots, new float[64], 0, new Pcg64(1));
        Assert.True(slots.Count(slot => slot == 50) > 60);
    }

    [Theory]
    [InlineData(8, 3)]
    [InlineData(8, 8)]
    [InlineData(8, 21)]
    public void A_buffer_that_was_saved_and_loaded_goes_on_as_if_nothing_had_been(int capacity, int added)
    {
        ReplayBuffer buffer = Filled(capacity, added, exponent: 0.7);
        int[] slots = new int[6];
        buffer.Draw(slots, new float[6], 0.5, new Pcg64(1));
        foreach (int slot in slots)
        {
            buffer.Prioritise(slot, 5 + slot);
        }
        TensorFile saved = Saved(buffer);
        ReplayBuffer loaded = Empty(capacity, exponent: 0.7);
        loaded.Load(saved);
        GoOn(buffer);
        GoOn(loaded);
        AssertSame(Saved(buffer), Saved(loaded));

        void GoOn(ReplayBuffer either)
        {
            var draws = new Pcg64(9);
            int[] drawn = new int[4];
            for (int i = 0; i < 10; i++)
            {
                either.Add(Transition(100 + i));
                either.Draw(drawn, new float[4], 0.5, draws);
                foreach (int slot in drawn)
                {
                    either.Prioritise(slot, draws.NextDouble());
                }
            }
        }
    }

    private static void AssertSame(TensorFile expected, TensorFile actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        SafetensorsWriter.Write(first, expected);
        SafetensorsWriter.Write(second, actual);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    private static TensorFile Saved(ReplayBuffer buffer)
    {
        var file = new TensorFile();
        buffer.Save(file);
        return file;
    }

    private static ReplayBuffer Empty(int capacity, double exponent) => new(capacity, width: 2, context: 3, nextCandidates: 4, exponent);

    private static ReplayBuffer Filled(int capacity, int added, double exponent)
    {
        ReplayBuffer buffer = Empty(capacity, exponent);
        for (int i = 0; i < added; i++)
        {
            buffer.Add(Transition(i));
        }
        return buffer;
    }

    // Every third one ends its episode; the others have one to four next candidates.
    private static Transition Transition(int number)
    {
        int next = number % 3 == 0 ? 0 : 1 + (number % 4);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => number + (0.01f * i))];
        return new Transition(Numbers(2), Numbers(3), number, next == 0 ? 0 : 0.9f, next == 0 ? [] : Numbers(3), Numbers(2 * next));
    }
}
