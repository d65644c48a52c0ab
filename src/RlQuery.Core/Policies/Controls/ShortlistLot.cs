using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies.Controls;

/// <summary>A policy's shortlist, and a random choice from it.</summary>
/// <remarks>
/// Every decision draws again. Draws that stay with their rows, as those of <c>random</c> do, would favour rows that have just entered the shortlist over those
/// that have lost before. Within an episode, the number of candidates identifies the decision.
/// </remarks>
/// <param name="selector">The policy's.</param>
/// <param name="purpose">What the lot is for.</param>
internal sealed class ShortlistLot(Selector selector, string purpose)
{
    // One per thread; the cache changes no result.
    [ThreadStatic]
    private static (float[] Keys, int[] Order) _buffers;

    /// <summary>Scores that keep the policy's order of candidates, but put one of the shortlist first.</summary>
    /// <param name="observation">At least one candidate.</param>
    /// <param name="from">First place of the shortlist that may be drawn; if there is no such place, the last one is taken.</param>
    /// <param name="scores">Receives the scores.</param>
    public void Score(Observation observation, int from, Span<float> scores)
    {
        ReadOnlySpan<int> order = Order(observation, out int chosen);
        for (int i = 0; i < order.Length; i++)
        {
            scores[order[i]] = -i;
        }
        from = Math.Min(from, chosen - 1);
        ulong lot = SeedSequence.Child(SeedSequence.Child(observation.Seed, purpose), (ulong)observation.Count);
        scores[order[from + (int)(lot % (ulong)(chosen - from))]] = 1;
    }

    /// <summary>The shortlist signal's own choice.</summary>
    /// <param name="observation">At least one candidate.</param>
    public int First(Observation observation) => Order(observation, out _)[0];

    private ReadOnlySpan<int> Order(Observation observation, out int chosen)
    {
        int count = observation.Count;
        if (_buffers.Order is null || _buffers.Order.Length < count)
        {
            _buffers = (new float[count], new int[count]);
        }
        chosen = selector.Shortlist(observation, _buffers.Keys, _buffers.Order);
        return _buffers.Order.AsSpan(0, count);
    }
}
