using RlQuery.Core.Signals;

namespace RlQuery.Core.Tests.Support;

/// <summary>The same things in another order.</summary>
internal static class Permutations
{
    /// <summary>The same candidates in another order: candidate i of the result is candidate order[i].</summary>
    public static Observation Permuted(this Observation observation, int[] order)
    {
        var permuted = new Observation(observation.SignalList);
        permuted.Begin([.. order.Select(i => observation.Rows[i])], observation.Seed);
        observation.State.CopyTo(permuted.MutableState);
        for (int column = 0; column < observation.SignalList.Signals.Count; column++)
        {
            for (int i = 0; i < order.Length; i++)
            {
                permuted.MutableColumn(column)[i] = observation.Column(column)[order[i]];
            }
        }
        return permuted;
    }
}
