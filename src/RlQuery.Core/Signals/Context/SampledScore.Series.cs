using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;
using static System.Runtime.Intrinsics.Vector256;

namespace RlQuery.Core.Signals.Context;

/// <content>
/// Many scores of many classes: most labels move most probabilities little, and there the first terms of a series do. Means and variances are kept as the
/// argument of the distribution function and one over its scale.
/// </content>
internal readonly ref partial struct SampledScore<TExponential>
{
    // An argument that moves by less changes its probability as the first two derivatives say, to a few parts in ten thousand of the change.
    private const float LargestMove = 0.03f;

    // A share of the variance up to which three terms of the series of its root do.
    private const float LargestShrink = 0.02f;

    // A share of the variance up to which eight terms do.
    private const float LargestShare = 0.2f;

    private void FillSlopes()
    {
        ref float mean = ref MemoryMarshal.GetReference(_means);
        ref float variance = ref MemoryMarshal.GetReference(_variances);
        ref float probability = ref MemoryMarshal.GetReference(_probabilities);
        ref float slopes = ref MemoryMarshal.GetReference(_slopes);
        ref float bends = ref MemoryMarshal.GetReference(_bends);
        for (nuint lane = 0; lane < (nuint)_lanes; lane += 8)
        {
            Vector256<float> scale = Vector256<float>.One / Sqrt(LoadUnsafe(ref variance, lane) + Create(ModeratedScores.ProbitVariance));
            // Padding lanes hold probability 0: any other does as well, since nothing moves there.
            Vector256<float> place = NormalDistribution.FastQuantile(Max(LoadUnsafe(ref mean, lane), Create(ModeratedScores.LeastProbability)));
            // Computed as after a label, so that without covariance exactly nothing moves.
            Vector256<float> p = NormalDistribution.FastCumulative<TExponential>(place);
            (Vector256<float> slope, Vector256<float> bend) = NormalDistribution.FastDerivatives(place, p);
            scale.StoreUnsafe(ref variance, lane);
            place.StoreUnsafe(ref mean, lane);
            p.StoreUnsafe(ref probability, lane);
            slope.StoreUnsafe(ref slopes, lane);
            (0.5f * bend).StoreUnsafe(ref bends, lane);
        }
    }

    private float RemovedBySeries(ReadOnlySpan<float> pulls, in LabelBelief label)
    {
        ref float covariance = ref MemoryMarshal.GetReference(pulls);
        ref float scale = ref MemoryMarshal.GetReference(_variances);
        Vector256<float> yesPush = Create(label.YesPush), yesShrink = Create(label.YesShrink), yesLimit = Create(Limit(label.YesPush, label.YesShrink));
        Vector256<float> noPush = Create(label.NoPush), noShrink = Create(label.NoShrink), noLimit = Create(Limit(label.NoPush, label.NoShrink));
        Vector256<float> ifYes = Vector256<float>.Zero, ifNo = ifYes;
        for (nuint lane = 0; lane < (nuint)_lanes; lane += 8)
        {
            Vector256<float> pull = LoadUnsafe(ref covariance, lane) * LoadUnsafe(ref scale, lane);
            Vector256<float> size = Abs(pull);
            Vector256<float> yes = LessThanAll(size, yesLimit) ? Little(lane, pull, yesPush, yesShrink) : Moved(lane, pull, yesPush, yesShrink);
            Vector256<float> no = LessThanAll(size, noLimit) ? Little(lane, pull, noPush, noShrink) : Moved(lane, pull, noPush, noShrink);
            ifYes = FusedMultiplyAdd(yes, yes, ifYes);
            ifNo = FusedMultiplyAdd(no, no, ifNo);
        }
        return (label.Probability * VectorMath.Sum(ifYes)) + ((1 - label.Probability) * VectorMath.Sum(ifNo));
    }

    private static float Limit(float push, float shrink) => MathF.Min(LargestMove / MathF.Abs(push), MathF.Sqrt(LargestShrink / MathF.Abs(shrink)));

    // By how much probabilities move: the argument h becomes (h + pull push) / √(1 - pull² shrink).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Moved(nuint lane, Vector256<float> pull, Vector256<float> push, Vector256<float> shrink)
    {
        Vector256<float> share = pull * pull * shrink;
        Vector256<float> place = FusedMultiplyAdd(pull, push, LoadUnsafe(ref MemoryMarshal.GetReference(_means), lane));
        if (LessThanAll(Abs(share), Create(LargestShare)))
        {
            // One over the root by its series.
            Vector256<float> growth = FusedMultiplyAdd(share, Create(0.20947266f), Create(0.22558594f));
            growth = FusedMultiplyAdd(growth, share, Create(0.24609375f));
            growth = FusedMultiplyAdd(growth, share, Create(0.2734375f));
            growth = FusedMultiplyAdd(growth, share, Create(0.3125f));
            growth = FusedMultiplyAdd(growth, share, Create(0.375f));
            growth = FusedMultiplyAdd(growth, share, Create(0.5f));
            place = FusedMultiplyAdd(growth * share, place, place);
        }
        else
        {
            // Of the variance nothing but the probit's own may be left.
            Vector256<float> scale = LoadUnsafe(ref MemoryMarshal.GetReference(_variances), lane);
            place /= Sqrt(Max(Vector256<float>.One - share, Create(ModeratedScores.ProbitVariance) * scale * scale));
        }
        return NormalDistribution.FastCumulative<TExponential>(place) - LoadUnsafe(ref MemoryMarshal.GetReference(_probabilities), lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Little(nuint lane, Vector256<float> pull, Vector256<float> push, Vector256<float> shrink)
    {
        Vector256<float> share = pull * pull * shrink;
        Vector256<float> growth = share * FusedMultiplyAdd(share, Create(0.375f), Create(0.5f));
        Vector256<float> step = pull * push;
        Vector256<float> move = FusedMultiplyAdd(step + LoadUnsafe(ref MemoryMarshal.GetReference(_means), lane), growth, step);
        return move * FusedMultiplyAdd(
            move, LoadUnsafe(ref MemoryMarshal.GetReference(_bends), lane), LoadUnsafe(ref MemoryMarshal.GetReference(_slopes), lane));
    }
}
