using System.Globalization;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Regions of made pictures, as a pre-trained model might see them: what policies for segmentation are trained on.</summary>
/// <remarks>
/// A class looks in one to three ways, each a point among few dimensions that are turned into many. Frequent classes are in most pictures, rare ones in few.
/// A picture has a light of its own, which moves all of its regions. A region is mostly of one class, and the rest is of another one of the picture; what is
/// seen of it is mixed likewise.
/// </remarks>
internal sealed class Scenes : ISyntheticTask
{
    private const double RarestShare = 0.02;

    public string Name => "scenes";

    public string Description => "regions of pictures, frequent and rare classes among them, for segmentation";

    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        Scene scene;
        do
        {
            scene = new Scene(generator);
        }
        while (scene.Sample.CountByClass().Min() < ISyntheticTask.FewestRowsOfClass);
        return scene.Sample.ToDataset(Name, seed).WithRegions(scene.Regions);
    }

    private sealed class Scene
    {
        private readonly Pcg64 _generator;
        private readonly double[][][] _looks;
        private readonly double[] _shares;
        private readonly double[][] _turn;
        private readonly double _light;
        private readonly double _noise;
        private readonly double _spread;

        public Scene(Pcg64 generator)
        {
            _generator = generator;
            int classes = generator.Between(3, 12);
            (int hidden, int features) = (generator.Between(4, 16), generator.Features(16, 64));
            double distance = generator.LogUniform(2, 8) / Math.Sqrt(2 * hidden);
            _looks = [.. Enumerable.Range(0, classes).Select(_ => Repeat(generator.Between(1, 3), () => generator.Gaussians(hidden, distance)))];
            _shares = [.. Enumerable.Range(0, classes).Select(_ => generator.LogUniform(RarestShare, 1))];
            _turn = Repeat(features, () => generator.Gaussians(hidden, 1 / Math.Sqrt(hidden)));
            _light = generator.LogUniform(0.1, 1);
            _spread = generator.LogUniform(0.4, 1.6) / Math.Sqrt(hidden);
            _noise = generator.LogUniform(0.05, 0.5);
            (int pictures, int regions) = (generator.Between(12, 40), generator.Between(15, 40));
            var values = new List<float>();
            var labels = new List<int>();
            var pictureOf = new List<int>();
            var pixels = new List<int>();
            for (int picture = 0; picture < pictures; picture++)
            {
                double[] light = generator.Gaussians(hidden, _light / Math.Sqrt(hidden));
                double[] present = [.. _shares.Select(share => generator.NextDouble() < Math.Sqrt(share) ? share * generator.LogUniform(0.5, 2) : 0)];
                present[Array.IndexOf(_shares, _shares.Max())] = 1;
                for (int region = 0; region < regions; region++)
                {
                    AddRegion(light, present, values, labels, pixels);
                    pictureOf.Add(picture);
                }
            }
            Sample = new Sample([.. values], [.. labels], classes);
            string[] names = [.. Enumerable.Range(0, pictures).Select(i => i.ToString(CultureInfo.InvariantCulture))];
            Regions = new Regions(names, [.. pictureOf], [.. pixels]);
        }

        public Sample Sample { get; }

        public Regions Regions { get; }

        private void AddRegion(double[] light, double[] present, List<float> values, List<int> labels, List<int> pixels)
        {
            int label = Draw(present);
            int other = Draw(present);
            // Most regions lie within one thing; those at an edge hold a part of the next one.
            double share = _generator.NextDouble() < 0.6 ? 1 : _generator.Uniform(0.5, 1);
            int size = (int)(100 * _generator.LogUniform(0.5, 2));
            int own = (int)Math.Ceiling(share * size);
            int[] counts = new int[present.Length];
            counts[label] += own;
            counts[other] += size - own;
            double[] seen = Mix(Look(label), Look(other), share);
            for (int i = 0; i < seen.Length; i++)
            {
                seen[i] += light[i];
            }
            values.AddRange(_turn.Select(row => (float)(row.Zip(seen, (a, b) => a * b).Sum() + (_noise * _generator.NextGaussian()))));
            labels.Add(label);
            pixels.AddRange(counts);
        }

        private double[] Look(int label)
        {
            double[] centre = _looks[label][_generator.NextInt(_looks[label].Length)];
            return [.. centre.Select(value => value + (_spread * _generator.NextGaussian()))];
        }

        private int Draw(double[] weights)
        {
            double left = _generator.NextDouble() * weights.Sum();
            int drawn = 0;
            while (drawn < weights.Length - 1 && (left -= weights[drawn]) >= 0)
            {
                drawn++;
            }
            return drawn;
        }

        private static double[] Mix(double[] first, double[] second, double share) => [.. first.Zip(second, (a, b) => (share * a) + ((1 - share) * b))];

        private static double[][] Repeat(int count, Func<double[]> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
    }
}
