using System.Runtime.Intrinsics;

namespace RlQuery.Core.Numerics;

/// <summary>The standard normal distribution, eight values at a time.</summary>
internal static class NormalDistribution
{
    // √(8/π), and the cubic term.
    private const float Slope = 1.5957691f;
    private const float Cubic = 0.044715f;

    /// <summary>The density.</summary>
    public static Vector256<float> Density(Vector256<float> x) => Vector256.Exp(x * x * -0.5f) * 0.39894228f;

    /// <summary>The quantile of probabilities, to about seven digits.</summary>
    /// <remarks>Source: Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution" (1988), PPND7.</remarks>
    /// <param name="p">Values in [1e-10, 1 - 1e-10].</param>
    public static Vector256<float> Quantile(Vector256<float> p)
    {
        Vector256<float> q = p - Vector256.Create(0.5f);
        Vector256<float> r = Vector256.Create(0.180625f) - (q * q);
        Vector256<float> centre = q * Polynomial(r, 59.109374720f, 159.29113202f, 50.434271938f, 3.3871327179f)
            / Polynomial(r, 67.187563600f, 78.757757664f, 17.895169469f, 1);
        r = Vector256.Sqrt(-Vector256.Log(Vector256.Min(p, Vector256<float>.One - p))) - Vector256.Create(1.6f);
        Vector256<float> tail = Polynomial(r, 0.17023821103f, 1.3067284816f, 2.7568153900f, 1.4234372777f)
            / Polynomial(r, 0, 0.12021131975f, 0.73700164250f, 1);
        return Vector256.ConditionalSelect(
            Vector256.LessThanOrEqual(Vector256.Abs(q), Vector256.Create(0.425f)), centre, Vector256.CopySign(tail, q));
    }

    /// <summary>The distribution function in the form 1 / (1 + exp(-√(8/π) (x + 0.044715 x³))), within 2e-4.</summary>
    /// <remarks>
    /// Source: the form is that of Page, "Approximations to the Cumulative Normal Function and Its Inverse for Use on a Pocket Calculator" (1977).
    /// </remarks>
    /// <typeparam name="TExponential">Computes exponentials.</typeparam>
    public static Vector256<float> FastCumulative<TExponential>(Vector256<float> x)
        where TExponential : struct, IExponential
    {
        Vector256<float> score = x * Vector256.FusedMultiplyAdd(x * x, Vector256.Create(-Slope * Cubic), Vector256.Create(-Slope));
        return Vector256<float>.One / (Vector256<float>.One + TExponential.Of(score));
    }

    /// <summary>The first two derivatives of <see cref="FastCumulative{TExponential}"/>.</summary>
    /// <param name="x">Where.</param>
    /// <param name="p">Its value there.</param>
    public static (Vector256<float> Slope, Vector256<float> Bend) FastDerivatives(Vector256<float> x, Vector256<float> p)
    {
        // Of the logistic function σ(s): σ (1 - σ), and that times 1 - 2σ; of s(x): its slope and bend.
        Vector256<float> slope = Vector256.FusedMultiplyAdd(x * x, Vector256.Create(3 * Slope * Cubic), Vector256.Create(Slope));
        Vector256<float> own = p * (Vector256<float>.One - p);
        Vector256<float> bend = Vector256.FusedMultiplyAdd((Vector256<float>.One - (2 * p)) * slope, slope, x * (6 * Slope * Cubic));
        return (own * slope, own * bend);
    }

    /// <summary>What <see cref="FastCumulative{TExponential}"/> takes to p: the real root of its cubic.</summary>
    /// <param name="p">Value in (0, 1).</param>
    public static float FastQuantile(float p)
    {
        double score = Math.Log(p / (1.0 - p)) / Slope;
        double scale = Math.Sqrt(3 * Cubic);
        return (float)(2 / scale * Math.Sinh(Math.Asinh(1.5 * scale * score) / 3));
    }

    /// <summary>What <see cref="FastCumulative{TExponential}"/> takes to p, by Newton's method from the cubic's linear part.</summary>
    /// <param name="p">Values in [1e-6, 1 - 1e-6].</param>
    public static Vector256<float> FastQuantile(Vector256<float> p)
    {
        Vector256<float> score = Vector256.Log(p / (Vector256<float>.One - p)) * (1 / Slope);
        Vector256<float> x = score;
        for (int i = 0; i < 6; i++)
        {
            Vector256<float> square = x * x;
            x = Vector256.FusedMultiplyAdd(square * x, Vector256.Create(2 * Cubic), score)
                / Vector256.FusedMultiplyAdd(square, Vector256.Create(3 * Cubic), Vector256<float>.One);
        }
        return x;
    }

    private static Vector256<float> Polynomial(Vector256<float> x, float a, float b, float c, float d)
    {
        Vector256<float> sum = Vector256.FusedMultiplyAdd(Vector256.Create(a), x, Vector256.Create(b));
        sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(c));
        return Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(d));
    }
}
