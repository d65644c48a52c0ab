using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Two half circles that reach into each other, turned by a random angle.</summary>
internal sealed class Moons() : SyntheticTask("moons", "two half circles that reach into each other")
{
    protected override Sample Draw(Pcg64 generator)
    {
        double noise = generator.Uniform(0.05, 0.4);
        (double sin, double cos) = Math.SinCos(generator.Uniform(0, 2 * Math.PI));
        return Sample.OfClasses(generator.Labels(generator.Rows(), 2), 2, 2, (label, row) =>
        {
            (double y, double x) = Math.SinCos(generator.Uniform(0, Math.PI));
            (x, y) = label == 0 ? (x, y) : (1 - x, 0.5 - y);
            x += noise * generator.NextGaussian();
            y += noise * generator.NextGaussian();
            row[0] = (cos * x) - (sin * y);
            row[1] = (sin * x) + (cos * y);
        });
    }
}
