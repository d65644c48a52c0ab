using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>How far the members of a committee of any size disagree about one pool row; in nats.</summary>
/// <remarks>
/// A committee is given as probabilities [members x pool x classes]: <c>block</c> is the length of one member's part, <c>offset</c> where the row
/// begins in it. The last argument [classes] is overwritten: with the share of votes of each class, or with the mean of the members' probabilities.
/// </remarks>
internal static class Disagreement
{
    /// <summary>Entropy of the members' votes; a member votes for its most probable class.</summary>
    public static float VoteEntropy(ReadOnlySpan<float> committee, int block, int offset, Span<float> votes)
    {
        int members = committee.Length / block;
        votes.Clear();
        for (int start = offset; start < committee.Length; start += block)
        {
            votes[VectorMath.ArgMax(committee.Slice(start, votes.Length))]++;
        }
        for (int k = 0; k < votes.Length; k++)
        {
            votes[k] /= members;
        }
        return Probability.Entropy(votes);
    }

    /// <summary>Largest Kullback-Leibler divergence of a member from the mean of all.</summary>
    public static float LargestDivergence(ReadOnlySpan<float> committee, int block, int offset, Span<float> mean)
    {
        Mean(committee, block, offset, mean);
        float largest = 0;
        for (int start = offset; start < committee.Length; start += block)
        {
            largest = MathF.Max(largest, Probability.Divergence(committee.Slice(start, mean.Length), mean));
        }
        return largest;
    }

    /// <summary>Entropy of the mean minus the mean of the members' entropies; equals the mean divergence of the members from their mean.</summary>
    public static float MutualInformation(ReadOnlySpan<float> committee, int block, int offset, Span<float> mean)
    {
        Mean(committee, block, offset, mean);
        float own = 0;
        for (int start = offset; start < committee.Length; start += block)
        {
            own += Probability.Entropy(committee.Slice(start, mean.Length));
        }
        return MathF.Max(0, Probability.Entropy(mean) - (own / (committee.Length / block)));
    }

    /// <summary>Mean of the members' probabilities, their consensus.</summary>
    public static void Mean(ReadOnlySpan<float> committee, int block, int offset, Span<float> mean)
    {
        float share = 1f / (committee.Length / block);
        mean.Clear();
        for (int start = offset; start < committee.Length; start += block)
        {
            VectorMath.AddScaled(share, committee.Slice(start, mean.Length), mean);
        }
    }
}
