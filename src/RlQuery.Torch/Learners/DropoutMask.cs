using RlQuery.Core.Numerics;

namespace RlQuery.Torch.Learners;

/// <summary>Draws which units dropout leaves in.</summary>
internal static class DropoutMask
{
    /// <summary>Draws a mask.</summary>
    /// <param name="draws">Where the draws come from.</param>
    /// <param name="dropout">Share that is left out, in [0, 1).</param>
    /// <param name="mask">Receives 0 for units that are left out, else the factor that keeps the expected sum.</param>
    public static void Draw(Pcg64 draws, double dropout, Span<float> mask)
    {
        float scale = (float)(1 / (1 - dropout));
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = draws.NextDouble() < dropout ? 0 : scale;
        }
    }
}
