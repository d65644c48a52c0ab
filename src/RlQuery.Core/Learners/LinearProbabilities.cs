using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Class probabilities of every row of a matrix under linear scores: products and softmax of 32 rows at a time, while they are in the cache.</summary>
internal sealed class LinearProbabilities
{
    private const int Lanes = FeatureMatrix.BlockRows;

    // Below -80 the exponential would be subnormal, which is slow and of no use.
    private const float Least = -80;

    private float[] _scores = [];
    private float[] _block = [];

    /// <summary>Sigmoid of one score: the probability of the second of two classes.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="coefficients">Weights, then the bias.</param>
    /// <param name="classes">Columns of the result.</param>
    /// <param name="first">Column of the first class.</param>
    /// <param name="second">Column of the second class.</param>
    /// <param name="probabilities">Receives [rows x classes]; other columns are left alone.</param>
    public void Sigmoid(FeatureMatrix features, ReadOnlySpan<float> coefficients, int classes, int first, int second, Span<float> probabilities)
    {
        Reserve(features, 2);
        ref float score = ref MemoryMarshal.GetArrayDataReference(_scores);
        ref float other = ref Unsafe.Add(ref score, Lanes);
        Vector256<float> one = Vector256<float>.One;
        for (int start = 0; start < features.Rows; start += Lanes)
        {
            Score(features.Block(start / Lanes, _block), coefficients, ref score);
            for (nuint i = 0; i < Lanes; i += 8)
            {
                Vector256<float> s = Vector256.LoadUnsafe(ref score, i);
                Vector256<float> small = Vector256.Exp(Vector256.Max(-Vector256.Abs(s), Vector256.Create(Least)));
                Vector256<float> likely = one / (one + small);
                Vector256<float> unlikely = small * likely;
                Vector256<float> positive = Vector256.GreaterThan(s, Vector256<float>.Zero);
                Vector256.ConditionalSelect(positive, unlikely, likely).StoreUnsafe(ref other, i);
                Vector256.ConditionalSelect(positive, likely, unlikely).StoreUnsafe(ref score, i);
            }
            int count = Math.Min(Lanes, features.Rows - start);
            Span<float> target = probabilities.Slice(start * classes, count * classes);
            for (int lane = 0; lane < count; lane++)
            {
                target[(lane * classes) + first] = Unsafe.Add(ref other, lane);
                target[(lane * classes) + second] = Unsafe.Add(ref score, lane);
            }
        }
    }

    /// <summary>Softmax of one score for each of several classes.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="coefficients">Weights, then the bias, of one class after the other.</param>
    /// <param name="present">Column of each of these classes.</param>
    /// <param name="classes">Columns of the result.</param>
    /// <param name="probabilities">Receives [rows x classes]; other columns are left alone.</param>
    public void Softmax(FeatureMatrix features, ReadOnlySpan<float> coefficients, ReadOnlySpan<int> present, int classes, Span<float> probabilities)
    {
        Reserve(features, present.Length);
        int width = features.Columns + 1;
        ref float scores = ref MemoryMarshal.GetArrayDataReference(_scores);
        for (int start = 0; start < features.Rows; start += Lanes)
        {
            ReadOnlySpan<float> block = features.Block(start / Lanes, _block);
            int k = 0;
            for (; k + 2 <= present.Length; k += 2)
            {
                ScoreTwo(block, coefficients.Slice(k * width, width), coefficients.Slice((k + 1) * width, width), ref Unsafe.Add(ref scores, k * Lanes));
            }
            if (k < present.Length)
            {
                Score(block, coefficients.Slice(k * width, width), ref Unsafe.Add(ref scores, k * Lanes));
            }
            for (int lane = 0; lane < Lanes; lane += 8)
            {
                Normalise(ref Unsafe.Add(ref scores, lane), present.Length);
            }
            int count = Math.Min(Lanes, features.Rows - start);
            Span<float> target = probabilities.Slice(start * classes, count * classes);
            for (int slot = 0; slot < present.Length; slot++)
            {
                ref float source = ref Unsafe.Add(ref scores, slot * Lanes);
                for (int lane = 0, place = present[slot]; lane < count; lane++, place += classes)
                {
                    target[place] = Unsafe.Add(ref source, lane);
                }
            }
        }
    }

    private void Reserve(FeatureMatrix features, int vectors)
    {
        if (_scores.Length < vectors * Lanes)
        {
            _scores = new float[vectors * Lanes];
        }
        if (_block.Length < features.Columns * Lanes)
        {
            _block = new float[features.Columns * Lanes];
        }
    }

    // Eight lanes of every class.
    private static void Normalise(ref float scores, int classes)
    {
        Vector256<float> largest = Vector256.LoadUnsafe(ref scores);
        for (int k = 1; k < classes; k++)
        {
            largest = Vector256.Max(largest, Vector256.LoadUnsafe(ref scores, (nuint)(k * Lanes)));
        }
        Vector256<float> total = Vector256<float>.Zero;
        for (int k = 0; k < classes; k++)
        {
            nuint place = (nuint)(k * Lanes);
            Vector256<float> p = Vector256.Exp(Vector256.Max(Vector256.LoadUnsafe(ref scores, place) - largest, Vector256.Create(Least)));
            p.StoreUnsafe(ref scores, place);
            total += p;
        }
        Vector256<float> scale = Vector256<float>.One / total;
        for (int k = 0; k < classes; k++)
        {
            nuint place = (nuint)(k * Lanes);
            (scale * Vector256.LoadUnsafe(ref scores, place)).StoreUnsafe(ref scores, place);
        }
    }

    private static void Score(ReadOnlySpan<float> block, ReadOnlySpan<float> coefficients, ref float target)
    {
        ref float x = ref MemoryMarshal.GetReference(block);
        int d = coefficients.Length - 1;
        Vector256<float> a = Vector256.Create(coefficients[d]), b = a, c = a, e = a;
        for (int j = 0; j < d; j++)
        {
            Vector256<float> w = Vector256.Create(coefficients[j]);
            a = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref x), a);
            b = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref x, 8), b);
            c = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref x, 16), c);
            e = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref x, 24), e);
            x = ref Unsafe.Add(ref x, Lanes);
        }
        a.StoreUnsafe(ref target);
        b.StoreUnsafe(ref target, 8);
        c.StoreUnsafe(ref target, 16);
        e.StoreUnsafe(ref target, 24);
    }

    private static void ScoreTwo(ReadOnlySpan<float> block, ReadOnlySpan<float> first, ReadOnlySpan<float> second, ref float target)
    {
        ref float x = ref MemoryMarshal.GetReference(block);
        int d = first.Length - 1;
        Vector256<float> a = Vector256.Create(first[d]), b = a, c = a, e = a;
        Vector256<float> p = Vector256.Create(second[d]), q = p, r = p, s = p;
        for (int j = 0; j < d; j++)
        {
            Vector256<float> w = Vector256.Create(first[j]), v = Vector256.Create(second[j]);
            Vector256<float> x0 = Vector256.LoadUnsafe(ref x), x1 = Vector256.LoadUnsafe(ref x, 8);
            Vector256<float> x2 = Vector256.LoadUnsafe(ref x, 16), x3 = Vector256.LoadUnsafe(ref x, 24);
            a = Vector256.FusedMultiplyAdd(w, x0, a);
            b = Vector256.FusedMultiplyAdd(w, x1, b);
            c = Vector256.FusedMultiplyAdd(w, x2, c);
            e = Vector256.FusedMultiplyAdd(w, x3, e);
            p = Vector256.FusedMultiplyAdd(v, x0, p);
            q = Vector256.FusedMultiplyAdd(v, x1, q);
            r = Vector256.FusedMultiplyAdd(v, x2, r);
            s = Vector256.FusedMultiplyAdd(v, x3, s);
            x = ref Unsafe.Add(ref x, Lanes);
        }
        a.StoreUnsafe(ref target);
        b.StoreUnsafe(ref target, 8);
        c.StoreUnsafe(ref target, 16);
        e.StoreUnsafe(ref target, 24);
        p.StoreUnsafe(ref target, 32);
        q.StoreUnsafe(ref target, 40);
        r.StoreUnsafe(ref target, 48);
        s.StoreUnsafe(ref target, 56);
    }
}
