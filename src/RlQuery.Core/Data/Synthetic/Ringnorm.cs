using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>
/// Two normal classes in 20 dimensions: one with mean 0 and four times the unit covariance, the other with mean (a, ..., a),
/// a = 2/sqrt(20), and unit covariance, inside the first.
/// </summary>
/// <remarks>L. Breiman, "Bias, variance, and arcing classifiers", Technical Report 460, Berkeley 1996. Bayes error 1.3 %.</remarks>
internal sealed class Ringnorm() : SyntheticTask("ringnorm", "two normal classes in 20 dimensions, one wide and one narrow (Breiman 1996)")
{
    public const int Dimensions = 20;

    public static readonly double Mean = 2 / Math.Sqrt(Dimensions);

    protected override Sample Draw(Pcg64 generator) =>
        Sample.OfClasses(generator.Labels(generator.Rows(), 2), 2, Dimensions, (label, row) =>
        {
            for (int j = 0; j < Dimensions; j++)
            {
                double value = generator.NextGaussian();
                row[j] = label == 0 ? 2 * value : Mean + value;
            }
        });
}
