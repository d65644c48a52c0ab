using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>Points for true and for predicted classes, as far from each other as the square roots of what errors cost.</summary>
/// <remarks>
/// Source: Huang and Lin, "A Novel Uncertainty Sampling Algorithm for Cost-Sensitive Multiclass Active Learning" (2016): each class has two points, so that
/// costs need not be symmetric, and only distances between a true and a predicted class count. By SMACOF (de Leeuw, 1977) with these weights, of distances
/// themselves; the paper keeps their order alone.
/// </remarks>
internal sealed class CostEmbedding
{
    private const int Steps = 500;

    private CostEmbedding(Matrix<double> points, int classes)
    {
        Truths = points.SubMatrix(0, classes, 0, classes);
        Predictions = points.SubMatrix(classes, classes, 0, classes);
    }

    /// <summary>Points of the true classes [classes x classes].</summary>
    public Matrix<double> Truths { get; }

    /// <summary>Points of the predicted classes [classes x classes].</summary>
    public Matrix<double> Predictions { get; }

    /// <summary>Finds the points.</summary>
    /// <param name="errors">What errors cost.</param>
    public static CostEmbedding Of(ErrorCosts errors)
    {
        int classes = errors.Classes;
        int count = 2 * classes;
        var lots = new Pcg64(0, "cost embedding");
        Matrix<double> points = Matrix<double>.Build.Dense(count, classes, (_, _) => lots.NextGaussian() * Math.Sqrt(errors.Largest) / 4);
        // The pseudo-inverse of the weights' Laplacian, of which only constants are the kernel.
        Matrix<double> all = Matrix<double>.Build.Dense(count, count, 1.0 / count);
        Matrix<double> laplacian = Matrix<double>.Build.Dense(count, count, (a, b) => a == b ? classes : a < classes == b < classes ? 0 : -1);
        Matrix<double> inverse = (laplacian + all).Inverse() - all;
        for (int step = 0; step < Steps; step++)
        {
            Matrix<double> pull = Matrix<double>.Build.Dense(count, count);
            for (int truth = 0; truth < classes; truth++)
            {
                for (int said = 0; said < classes; said++)
                {
                    int other = classes + said;
                    double distance = (points.Row(truth) - points.Row(other)).L2Norm();
                    double ratio = distance < 1e-12 ? 0 : Math.Sqrt(errors.Of(truth, said)) / distance;
                    pull[truth, other] = pull[other, truth] = -ratio;
                    pull[truth, truth] += ratio;
                    pull[other, other] += ratio;
                }
            }
            points = inverse * pull * points;
        }
        return new CostEmbedding(points, classes);
    }
}
