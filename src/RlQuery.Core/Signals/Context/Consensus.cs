namespace RlQuery.Core.Signals;

/// <summary>What the members of a committee agree on.</summary>
internal static class Consensus
{
    /// <summary>Mean of the members' probabilities of one pool row.</summary>
    /// <param name="committee">Probabilities [members x pool x classes].</param>
    /// <param name="block">Length of one member's part.</param>
    /// <param name="offset">Where the row begins in a member's part.</param>
    /// <param name="mean">Receives [classes].</param>
    public static void Mean(ReadOnlySpan<float> committee, int block, int offset, Span<float> mean)
    {
        mean.Clear();
        for (int start = offset; start < committee.Length; start += block)
        {
            for (int k = 0; k < mean.Length; k++)
            {
                mean[k] += committee[start + k] * (1f / Committee.Size);
            }
        }
    }
}
