using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Distances within the shortlist of a large table, against plain loops.</summary>
public sealed class ShortlistGeometryTests
{
    private const int Rows = 5000;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public void Neighbours_spacing_and_similarity_are_those_of_a_plain_loop(int columns)
    {
        Items items = Draw(columns);
        var geometry = new PoolGeometry();
        geometry.Start(items, 3);
        var lots = new RowLots();
        lots.Draw(items, SeedSequence.Child(3, "reference sample"));
        int[] reference = [.. lots.Order[..1024].ToArray().Order()];
        foreach (int row in Enumerable.Range(0, 40).Select(i => i * 97).Concat(reference.Take(20)))
        {
            int[] others = [.. reference.Where(other => other != row)];
            double[] distances = Array.ConvertAll(others, other => Distance(items.Features, row, other));
            Assert.Equal((1 + distances.Sum(distance => 1 / (1 + distance))) / (others.Length + 1), geometry.Similarity[row], 1e-5);
            double[] nearest = [.. distances.Order().Take(PoolGeometry.NeighbourCount)];
            Assert.Equal(nearest.Average(), geometry.Spacing[row], 1e-4);
            double[] found = [.. geometry.Neighbours(row).ToArray().Select(other => Distance(items.Features, row, other))];
            Assert.Equal(nearest.Length, geometry.Neighbours(row).ToArray().Where(others.Contains).Distinct().Count());
            Assert.All(nearest.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public void Distances_to_the_sample_are_those_of_a_plain_loop()
    {
        Items items = Draw(columns: 11);
        var references = new ReferenceDistances();
        references.Start(items, 3);
        for (int row = 0; row < Rows; row += 131)
        {
            ReadOnlySpan<float> distances = references.Of(row);
            for (int j = 0; j < distances.Length; j++)
            {
                Assert.Equal(Distance(items.Features, row, references.Sample[j]), distances[j], 1e-4);
            }
        }
    }

    private static double Distance(FeatureMatrix features, int row, int other)
    {
        double sum = 0;
        for (int j = 0; j < features.Columns; j++)
        {
            double difference = (double)features.Row(row)[j] - features.Row(other)[j];
            sum += difference * difference;
        }
        return Math.Sqrt(sum);
    }

    private static Items Draw(int columns)
    {
        var draws = new Pcg64(2);
        float[] values = [.. Enumerable.Range(0, Rows * columns).Select(_ => (float)draws.NextGaussian())];
        return new Items("table", "hash", new FeatureMatrix(values, Rows, columns), [.. Enumerable.Range(0, Rows)], []) { AreShortlist = true };
    }
}
