using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>One score of sampled rows, which lie in lanes, and how a label of another row changes their probabilities.</summary>
/// <typeparam name="TExponential">Computes exponentials.</typeparam>
internal readonly ref partial struct SampledScore<TExponential>
    where TExponential : struct, IExponential
{
    private readonly int _lanes;
    private readonly Span<float> _means;
    private readonly Span<float> _variances;
    private readonly Span<float> _probabilities;
    private readonly Span<float> _slopes;
    private readonly Span<float> _bends;

    /// <summary>Sets the score; padding lanes have zero covariance, so that nothing moves there.</summary>
    /// <param name="variances">|z|² of each row.</param>
    /// <param name="moderated">Probability of each row, in (0, 1).</param>
    /// <param name="memory">Memory for the results: <see cref="Memory"/> values.</param>
    public SampledScore(ReadOnlySpan<float> variances, ReadOnlySpan<float> moderated, Span<float> memory)
    {
        memory.Clear();
        _lanes = LaneProducts.Lanes(variances.Length);
        _means = memory[.._lanes];
        _variances = memory.Slice(_lanes, _lanes);
        _probabilities = memory.Slice(2 * _lanes, _lanes);
        for (int u = 0; u < variances.Length; u++)
        {
            _variances[u] = variances[u];
            _means[u] = TExponential.IsExact
                ? NormalDistribution.FastQuantile(moderated[u]) * MathF.Sqrt(ModeratedScores.ProbitVariance + variances[u]) : moderated[u];
        }
        if (!TExponential.IsExact)
        {
            _slopes = memory.Slice(3 * _lanes, _lanes);
            _bends = memory.Slice(4 * _lanes, _lanes);
            FillSlopes();
        }
        else
        {
            FillProbabilities();
        }
        for (int u = 0; u < variances.Length; u++)
        {
            Brier += _probabilities[u] * (1 - _probabilities[u]);
        }
    }

    /// <summary>Σ p(1 - p) over the rows.</summary>
    public float Brier { get; }

    /// <summary>Values that a score of so many rows takes.</summary>
    public static int Memory(int rows) => (TExponential.IsExact ? 3 : 5) * LaneProducts.Lanes(rows);

    /// <summary>How much of <see cref="Brier"/> a label is expected to remove: the variance that it gives the probabilities, summed over the rows.</summary>
    /// <param name="pulls">Products of the whitened row that would be labelled with those of the sample, in lanes.</param>
    /// <param name="label">What its label does.</param>
    public float Removed(ReadOnlySpan<float> pulls, in LabelBelief label)
    {
        if (!TExponential.IsExact)
        {
            return RemovedBySeries(pulls[.._lanes], label);
        }
        ref float covariance = ref MemoryMarshal.GetReference(pulls[.._lanes]);
        ref float mean = ref MemoryMarshal.GetReference(_means);
        ref float variance = ref MemoryMarshal.GetReference(_variances);
        ref float probability = ref MemoryMarshal.GetReference(_probabilities);
        Vector256<float> yesPush = Vector256.Create(label.YesPush), yesShrink = Vector256.Create(-label.YesShrink);
        Vector256<float> noPush = Vector256.Create(label.NoPush), noShrink = Vector256.Create(-label.NoShrink);
        Vector256<float> ifYes = Vector256<float>.Zero, ifNo = ifYes;
        for (nuint lane = 0; lane < (nuint)_lanes; lane += 8)
        {
            Vector256<float> s = Vector256.LoadUnsafe(ref covariance, lane);
            Vector256<float> m = Vector256.LoadUnsafe(ref mean, lane);
            Vector256<float> v = Vector256.LoadUnsafe(ref variance, lane);
            Vector256<float> p = Vector256.LoadUnsafe(ref probability, lane);
            Vector256<float> square = s * s;
            Vector256<float> yes = Moderated(Vector256.FusedMultiplyAdd(s, yesPush, m), Vector256.FusedMultiplyAdd(square, yesShrink, v)) - p;
            Vector256<float> no = Moderated(Vector256.FusedMultiplyAdd(s, noPush, m), Vector256.FusedMultiplyAdd(square, noShrink, v)) - p;
            ifYes = Vector256.FusedMultiplyAdd(yes, yes, ifYes);
            ifNo = Vector256.FusedMultiplyAdd(no, no, ifNo);
        }
        return (label.Probability * VectorMath.Sum(ifYes)) + ((1 - label.Probability) * VectorMath.Sum(ifNo));
    }

    private void FillProbabilities()
    {
        ref float mean = ref MemoryMarshal.GetReference(_means);
        ref float variance = ref MemoryMarshal.GetReference(_variances);
        ref float probability = ref MemoryMarshal.GetReference(_probabilities);
        for (nuint lane = 0; lane < (nuint)_lanes; lane += 8)
        {
            // Computed as after a label, so that without covariance exactly nothing moves.
            Moderated(Vector256.LoadUnsafe(ref mean, lane), Vector256.LoadUnsafe(ref variance, lane)).StoreUnsafe(ref probability, lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Moderated(Vector256<float> mean, Vector256<float> variance) =>
        NormalDistribution.FastCumulative<TExponential>(
            mean / Vector256.Sqrt(Vector256.Max(variance, Vector256<float>.Zero) + Vector256.Create(ModeratedScores.ProbitVariance)));
}
