using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.Panels;

/// <summary>What each head of a panel believes of the same items.</summary>
/// <param name="Items">The items.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Probabilities">Of each head [items x classes].</param>
internal sealed record Beliefs(IReadOnlyList<int> Items, int Classes, float[][] Probabilities)
{
    /// <summary>Number of heads.</summary>
    public int Heads => Probabilities.Length;

    /// <summary>Class probabilities that a head gives an item.</summary>
    /// <param name="head">The head.</param>
    /// <param name="place">Place of the item.</param>
    public ReadOnlySpan<float> Of(int head, int place) => Probabilities[head].AsSpan(place * Classes, Classes);

    /// <summary>The class that a head takes for the most probable, and its probability.</summary>
    public (int Class, float Probability) Best(int head, int place)
    {
        ReadOnlySpan<float> own = Of(head, place);
        int best = VectorMath.ArgMax(own);
        return (best, own[best]);
    }

    /// <summary>The class on which all heads but one agree; -1 where they do not.</summary>
    /// <param name="place">Place of the item.</param>
    /// <param name="pupil">The head that is not asked.</param>
    /// <param name="sure">Smallest probability that each of them has to give it.</param>
    public int Agreed(int place, int pupil, float sure)
    {
        int agreed = -1;
        for (int head = 0; head < Heads; head++)
        {
            if (head == pupil)
            {
                continue;
            }
            (int own, float probability) = Best(head, place);
            if (probability < sure || (agreed >= 0 && own != agreed))
            {
                return -1;
            }
            agreed = own;
        }
        return agreed;
    }
}
