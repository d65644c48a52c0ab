using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Three classes in 21 dimensions: each a random convex combination of two of three triangular waves, plus unit normal noise.</summary>
/// <remarks>L. Breiman, J. Friedman, R. Olshen and C. Stone, Classification and Regression Trees, 1984, section 2.6.2. Bayes error 14 %.</remarks>
internal sealed class Waveform() : SyntheticTask(
    "waveform", "three classes in 21 dimensions: noisy mixtures of two of three triangular waves (Breiman et al. 1984)")
{
    public const int Dimensions = 21;

    private static readonly int[] Peaks = [11, 15, 7];

    private static readonly (int First, int Second)[] Waves = [(0, 1), (0, 2), (1, 2)];

    /// <summary>The mean of a class at a share of its first wave.</summary>
    public static double Combine(int label, double share, int feature) =>
        (share * Wave(Waves[label].First, feature)) + ((1 - share) * Wave(Waves[label].Second, feature));

    protected override Sample Draw(Pcg64 generator) =>
        Sample.OfClasses(generator.Labels(generator.Rows(), 3), 3, Dimensions, (label, row) =>
        {
            double share = generator.NextDouble();
            for (int j = 0; j < Dimensions; j++)
            {
                row[j] = Combine(label, share, j) + generator.NextGaussian();
            }
        });

    private static double Wave(int wave, int feature) => Math.Max(6 - Math.Abs(feature + 1 - Peaks[wave]), 0);
}
