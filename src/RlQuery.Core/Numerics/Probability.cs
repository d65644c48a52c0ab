using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RlQuery.Core.Numerics;

/// <summary>Exponentials and entropies of class probabilities.</summary>
internal static class Probability
{
    /// <summary>Replaces every value by its exponential.</summary>
    /// <param name="values">Values; those below -87 give about 0.</param>
    public static void Exp(Span<float> values)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        nuint i = 0;
        nuint length = (nuint)values.Length;
        for (; i + 8 <= length; i += 8)
        {
            Vector256.Exp(Vector256.LoadUnsafe(ref x, i)).StoreUnsafe(ref x, i);
        }
        if (i < length)
        {
            // The same vector code as above, so that a value's exponential does not depend on its place.
            Span<float> rest = stackalloc float[8];
            values[(int)i..].CopyTo(rest);
            ref float y = ref MemoryMarshal.GetReference(rest);
            Vector256.Exp(Vector256.LoadUnsafe(ref y)).StoreUnsafe(ref y);
            rest[..(int)(length - i)].CopyTo(values[(int)i..]);
        }
    }

    /// <summary>Replaces every row of scores by its softmax.</summary>
    /// <param name="scores">Row-major [rows x classes].</param>
    /// <param name="classes">Number of classes.</param>
    public static void Softmax(Span<float> scores, int classes)
    {
        for (int start = 0; start < scores.Length; start += classes)
        {
            Span<float> row = scores.Slice(start, classes);
            float largest = row[0];
            for (int k = 1; k < classes; k++)
            {
                largest = MathF.Max(largest, row[k]);
            }
            for (int k = 0; k < classes; k++)
            {
                // Below -80 the exponential would be subnormal, which is slow and of no use.
                row[k] = MathF.Max(row[k] - largest, -80f);
            }
        }
        Exp(scores);
        for (int start = 0; start < scores.Length; start += classes)
        {
            Span<float> row = scores.Slice(start, classes);
            float total = 0;
            for (int k = 0; k < classes; k++)
            {
                total += row[k];
            }
            float scale = 1 / total;
            for (int k = 0; k < classes; k++)
            {
                row[k] *= scale;
            }
        }
    }

    /// <summary>Replaces scores by their softmax, in double precision.</summary>
    /// <param name="scores">Those of one distribution.</param>
    public static void Softmax(Span<double> scores)
    {
        double largest = double.NegativeInfinity;
        foreach (double score in scores)
        {
            largest = Math.Max(largest, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }

    /// <summary>Shannon entropy in nats; 0 log 0 counts as 0.</summary>
    /// <param name="probabilities">One distribution.</param>
    public static float Entropy(ReadOnlySpan<float> probabilities)
    {
        float entropy = 0;
        foreach (float p in probabilities)
        {
            if (p > 0)
            {
                entropy -= p * MathF.Log(p);
            }
        }
        return entropy;
    }

    /// <summary>Natural logarithms of probabilities; that of 0 is taken at the smallest positive float, so that p log p is 0 there.</summary>
    /// <param name="probabilities">Values in [0, 1].</param>
    /// <param name="logarithms">Receives as many.</param>
    public static void Log(ReadOnlySpan<float> probabilities, Span<float> logarithms)
    {
        logarithms = logarithms[..probabilities.Length];
        ref float x = ref MemoryMarshal.GetReference(probabilities);
        ref float y = ref MemoryMarshal.GetReference(logarithms);
        Vector256<float> least = Vector256.Create(1.17549435e-38f);
        nuint i = 0;
        nuint length = (nuint)probabilities.Length;
        for (; i + 8 <= length; i += 8)
        {
            Vector256.Log(Vector256.Max(Vector256.LoadUnsafe(ref x, i), least)).StoreUnsafe(ref y, i);
        }
        if (i < length)
        {
            // The same vector code as above, so that a value's logarithm does not depend on its place.
            Span<float> rest = stackalloc float[8];
            rest.Clear();
            probabilities[(int)i..].CopyTo(rest);
            ref float z = ref MemoryMarshal.GetReference(rest);
            Vector256.Log(Vector256.Max(Vector256.LoadUnsafe(ref z), least)).StoreUnsafe(ref z);
            rest[..(int)(length - i)].CopyTo(logarithms[(int)i..]);
        }
    }

    /// <summary>Kullback-Leibler divergence KL(p || q) in nats; terms with p = 0 count as 0.</summary>
    /// <param name="p">One distribution.</param>
    /// <param name="q">Another, positive wherever p is.</param>
    public static float Divergence(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        float divergence = 0;
        for (int k = 0; k < p.Length; k++)
        {
            if (p[k] > 0)
            {
                divergence += p[k] * MathF.Log(p[k] / q[k]);
            }
        }
        return MathF.Max(divergence, 0);
    }

    /// <summary>The largest and the second largest probability.</summary>
    /// <param name="probabilities">One distribution over at least one class.</param>
    public static (float First, float Second) TopTwo(ReadOnlySpan<float> probabilities)
    {
        float first = 0;
        float second = 0;
        foreach (float p in probabilities)
        {
            if (p > first)
            {
                second = first;
                first = p;
            }
            else if (p > second)
            {
                second = p;
            }
        }
        return (first, second);
    }
}
