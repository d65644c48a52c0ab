using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Concentric rings, or spheres in up to five dimensions, one class each, with noisy radii.</summary>
internal sealed class Rings() : SyntheticTask("rings", "concentric rings, or spheres in up to five dimensions, one class each")
{
    protected override Sample Draw(Pcg64 generator)
    {
        int features = generator.Between(2, 5);
        int classes = generator.Between(2, 4);
        double noise = generator.Uniform(0.05, 0.5);
        return Sample.OfClasses(generator.Labels(generator.Rows(), classes), classes, features, (label, row) =>
        {
            double[] direction = generator.Gaussians(features);
            double length = Math.Sqrt(direction.Sum(x => x * x));
            double radius = label + 1 + (noise * generator.NextGaussian());
            for (int j = 0; j < features; j++)
            {
                row[j] = radius * direction[j] / length;
            }
        });
    }
}
