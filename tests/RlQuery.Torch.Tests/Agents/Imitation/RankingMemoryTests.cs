using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Imitation;

namespace RlQuery.Torch.Tests.Agents.Imitation;

public sealed class RankingMemoryTests
{
    [Fact]
    public void Values_are_centred_and_scaled_within_their_state()
    {
        RankingMemory memory = Empty(capacity: 10);
        memory.Add([1], Rows(3), [0.7, 0.9, 0.5]);
        RankingBatch batch = memory.Draw(4, new Pcg64(1));
        float top = MathF.Sqrt(1.5f);
        Assert.Equal(
            [0f, top, -top, 0, top, -top, 0, top, -top, 0, top, -top],
            batch.Values.Select(value => MathF.Round(value * 1e5f) / 1e5f), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal([0L, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], batch.Owners);
    }

    [Fact]
    public void States_that_teach_nothing_are_left_out()
    {
        RankingMemory memory = Empty(capacity: 10);
        memory.Add([1], Rows(2), [0.5, 0.5]);
        memory.Add([1], Rows(1), [0.5]);
        memory.Add([], [], []);
        Assert.Equal(0, memory.Count);
    }

    [Fact]
    public void The_oldest_state_goes_first_and_states_of_other_sizes_do_not_mix()
    {
        RankingMemory memory = Empty(capacity: 3);
        for (int i = 0; i < 8; i++)
        {
            int candidates = 2 + (i % 3);
            memory.Add([i], Rows(candidates), [.. Enumerable.Range(0, candidates).Select(c => (double)c)]);
        }
        RankingBatch batch = memory.Draw(60, new Pcg64(1));
        Assert.Equal([5f, 6, 7], batch.Contexts.Distinct().Order());
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(2 + ((int)batch.Contexts[i] % 3), batch.Owners.Count(owner => owner == i));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void A_memory_that_was_saved_and_loaded_goes_on_as_if_nothing_had_been(int added)
    {
        RankingMemory memory = Empty(capacity: 4);
        for (int i = 0; i < added; i++)
        {
            memory.Add([i], Rows(2 + (i % 2)), [.. Enumerable.Range(0, 2 + (i % 2)).Select(c => (double)c * i + c)]);
        }
        var saved = new TensorFile();
        memory.Save(saved);
        RankingMemory loaded = Empty(capacity: 4);
        loaded.Load(saved);
        foreach (RankingMemory either in new[] { memory, loaded })
        {
            either.Add([77], Rows(3), [1, 5, 2]);
        }
        RankingBatch expected = memory.Draw(20, new Pcg64(2));
        RankingBatch actual = loaded.Draw(20, new Pcg64(2));
        Assert.Equal(expected.Contexts, actual.Contexts);
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Values, actual.Values);
    }

    private static RankingMemory Empty(int capacity) => new(capacity, candidates: 4, width: 2, context: 1);

    private static float[] Rows(int candidates) => [.. Enumerable.Range(0, 2 * candidates).Select(i => (float)i)];
}
