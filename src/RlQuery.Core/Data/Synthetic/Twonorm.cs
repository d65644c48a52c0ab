using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Two normal classes of unit covariance in 20 dimensions with means (a, ..., a) and (-a, ..., -a), a = 2/sqrt(20).</summary>
/// <remarks>L. Breiman, "Bias, variance, and arcing classifiers", Technical Report 460, Berkeley 1996. Bayes error 2.3 %.</remarks>
internal sealed class Twonorm() : SyntheticTask("twonorm", "two normal classes of unit covariance in 20 dimensions (Breiman 1996)")
{
    public const int Dimensions = 20;

    public static readonly double Mean = 2 / Math.Sqrt(Dimensions);

    protected override Sample Draw(Pcg64 generator) =>
        Sample.OfClasses(generator.Labels(generator.Rows(), 2), 2, Dimensions, (label, row) =>
        {
            for (int j = 0; j < Dimensions; j++)
            {
                row[j] = (label == 0 ? Mean : -Mean) + generator.NextGaussian();
            }
        });
}
