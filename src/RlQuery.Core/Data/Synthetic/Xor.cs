using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Noisy corners of a square or cube; the class is the parity of their signs, so that no single feature is informative.</summary>
internal sealed class Xor() : SyntheticTask("xor", "noisy corners of a square or cube; the class is the parity of their signs")
{
    protected override Sample Draw(Pcg64 generator)
    {
        int features = generator.Between(2, 3);
        double noise = generator.Uniform(0.2, 0.8);
        return Sample.OfRows(generator.Rows(), 2, features, row =>
        {
            int parity = 0;
            for (int j = 0; j < features; j++)
            {
                int corner = generator.NextInt(2);
                parity ^= corner;
                row[j] = (2 * corner) - 1 + (noise * generator.NextGaussian());
            }
            return parity;
        });
    }
}
