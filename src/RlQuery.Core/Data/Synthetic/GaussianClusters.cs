using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Several normal clusters of each class, of unequal spread and with correlated features.</summary>
internal sealed class GaussianClusters() : SyntheticTask(
    "gaussian-clusters", "several normal clusters of each class, of unequal spread and with correlated features")
{
    protected override Sample Draw(Pcg64 generator)
    {
        int features = generator.Features(2, 40);
        int classes = generator.Between(2, 6);
        // Typical distance between two centres in units of a spread of 1, whatever the dimension.
        double distance = generator.LogUniform(1.5, 6);
        Cluster[][] clusters = new Cluster[classes][];
        for (int c = 0; c < classes; c++)
        {
            clusters[c] = new Cluster[generator.Between(1, 4)];
            for (int k = 0; k < clusters[c].Length; k++)
            {
                clusters[c][k] = new Cluster(generator, features, distance / Math.Sqrt(2 * features));
            }
        }
        int[] labels = generator.Labels(generator.Rows(), classes);
        return Sample.OfClasses(
            labels, classes, features, (label, row) => clusters[label][generator.NextInt(clusters[label].Length)].Fill(generator, row));
    }

    /// <summary>Independent noise plus a few common factors: a covariance of diagonal and low rank.</summary>
    private sealed class Cluster
    {
        private readonly double[] _centre;
        private readonly double _own;
        private readonly double[][] _factors;

        public Cluster(Pcg64 generator, int features, double deviation)
        {
            _centre = generator.Gaussians(features, deviation);
            double spread = generator.LogUniform(0.4, 1.6);
            double common = generator.Uniform(0, 0.9);
            _factors = new double[generator.Between(1, 3)][];
            for (int k = 0; k < _factors.Length; k++)
            {
                _factors[k] = generator.Gaussians(features, spread * Math.Sqrt(common / _factors.Length));
            }
            _own = spread * Math.Sqrt(1 - common);
        }

        public void Fill(Pcg64 generator, double[] row)
        {
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = _centre[j] + (_own * generator.NextGaussian());
            }
            foreach (double[] factor in _factors)
            {
                double strength = generator.NextGaussian();
                for (int j = 0; j < row.Length; j++)
                {
                    row[j] += strength * factor[j];
                }
            }
        }
    }
}
