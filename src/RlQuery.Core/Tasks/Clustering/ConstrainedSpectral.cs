using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Spectral clustering with links: the similarity of two rows is 1 where they are known to belong together, and 0 where not.</summary>
/// <remarks>
/// Sources: S. Kamvar, D. Klein and C. Manning, "Spectral Learning" (2003), section 3, for the links; A. Ng, M. Jordan and Y. Weiss, "On Spectral Clustering"
/// (2002), for the normalised matrix and its largest eigenvectors, here by 100 rounds of orthogonal iteration from a drawn start; L. Zelnik-Manor and P.
/// Perona, "Self-Tuning Spectral Clustering" (2004), for the scale of similarities: each row's distance to its seventh neighbour. A row beyond the pool goes to
/// the cluster of its nearest pool row.
/// </remarks>
internal sealed class ConstrainedSpectral : Clusterer
{
    private const int Neighbour = 7;
    private const int Rounds = 100;
    private float[] _similarities = [];
    private float[] _embedded = [];
    private double[] _centroids = [];
    private int[] _division = [];
    private double _scale;

    /// <inheritdoc/>
    public override string Name => ConstrainedSpectralFactory.LearnerName;

    /// <inheritdoc/>
    protected override void Begin()
    {
        int rows = Pairs.Rows.Rows;
        _similarities = new float[rows * rows];
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b < a; b++)
            {
                _similarities[(a * rows) + b] = _similarities[(b * rows) + a] = VectorMath.SquaredDistance(Pairs.Rows.Row(a), Pairs.Rows.Row(b));
            }
        }
        float[] scales = new float[rows];
        for (int a = 0; a < rows; a++)
        {
            // The first of a row's own distances is that to itself.
            float[] sorted = [.. _similarities.AsSpan(a * rows, rows)];
            Array.Sort(sorted);
            scales[a] = MathF.Sqrt(sorted[Math.Min(Neighbour, rows - 1)]);
        }
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b < rows; b++)
            {
                float scale = Math.Max(scales[a] * scales[b], 1e-12f);
                _similarities[(a * rows) + b] = a == b ? 0 : MathF.Exp(-_similarities[(a * rows) + b] / scale);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Divide()
    {
        int rows = Pairs.Rows.Rows;
        _embedded = Embed(Linked());
        (_division, _centroids) = PlainKMeans.Of(new FeatureMatrix(_embedded, rows, Pairs.Clusters), Math.Min(rows, Pairs.Clusters), SeedText());
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            sum += Squared(row, _division[row]);
        }
        _scale = Math.Max(sum / rows, 1e-6);
    }

    /// <inheritdoc/>
    protected override void Score(ReadOnlySpan<float> row, Span<double> scores)
    {
        int nearest = 0;
        float least = float.PositiveInfinity;
        for (int other = 0; other < Pairs.Rows.Rows; other++)
        {
            float squared = VectorMath.SquaredDistance(row, Pairs.Rows.Row(other));
            if (squared < least)
            {
                (nearest, least) = (other, squared);
            }
        }
        Score(nearest, scores);
    }

    /// <inheritdoc/>
    protected override void Score(int row, Span<double> scores)
    {
        for (int cluster = 0; cluster < scores.Length; cluster++)
        {
            scores[cluster] = -Squared(row, cluster) / (2 * _scale);
        }
    }

    private string SeedText() => Seed.ToString("x16", CultureInfo.InvariantCulture);

    private double Squared(int row, int cluster)
    {
        double sum = 0;
        for (int j = 0; j < Pairs.Clusters; j++)
        {
            double difference = _embedded[(row * Pairs.Clusters) + j] - _centroids[(cluster * Pairs.Clusters) + j];
            sum += difference * difference;
        }
        return sum;
    }

    // The similarities as the links have them, each divided by the root of the sums of its two rows.
    private float[] Linked()
    {
        int rows = Pairs.Rows.Rows;
        float[] linked = [.. _similarities];
        for (int item = 0; item < Pairs.Count; item++)
        {
            (int a, int b) = (Pairs.First(item), Pairs.Second(item));
            if (Known.Closure.Of(a, b) is bool together)
            {
                linked[(a * rows) + b] = linked[(b * rows) + a] = together ? 1 : 0;
            }
        }
        float[] roots = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            float sum = 0;
            foreach (float similarity in linked.AsSpan(row * rows, rows))
            {
                sum += similarity;
            }
            roots[row] = MathF.Sqrt(Math.Max(sum, 1e-12f));
        }
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b < rows; b++)
            {
                linked[(a * rows) + b] /= roots[a] * roots[b];
            }
        }
        return linked;
    }

    // The eigenvectors of the largest eigenvalues, a row each, at length 1.
    private float[] Embed(float[] matrix)
    {
        int rows = Pairs.Rows.Rows;
        int columns = Pairs.Clusters;
        var draws = new Pcg64(Seed, "start of the iteration");
        // Column after column, so that products are of neighbouring values.
        float[] vectors = [.. Enumerable.Range(0, rows * columns).Select(_ => (float)draws.NextGaussian())];
        float[] next = new float[vectors.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int column = 0; column < columns; column++)
            {
                Span<float> own = vectors.AsSpan(column * rows, rows);
                for (int row = 0; row < rows; row++)
                {
                    // All eigenvalues lie between -1 and 1: the shift makes the largest ones those of the largest size.
                    next[(column * rows) + row] = (VectorMath.Dot(matrix.AsSpan(row * rows, rows), own) + own[row]) / 2;
                }
            }
            Orthonormalise(next, rows, columns);
            (vectors, next) = (next, vectors);
        }
        float[] embedded = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            float squared = 0;
            for (int column = 0; column < columns; column++)
            {
                squared += vectors[(column * rows) + row] * vectors[(column * rows) + row];
            }
            for (int column = 0; column < columns; column++)
            {
                embedded[(row * columns) + column] = vectors[(column * rows) + row] / MathF.Sqrt(Math.Max(squared, 1e-20f));
            }
        }
        return embedded;
    }

    private static void Orthonormalise(float[] vectors, int rows, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            Span<float> own = vectors.AsSpan(column * rows, rows);
            for (int before = 0; before < column; before++)
            {
                ReadOnlySpan<float> other = vectors.AsSpan(before * rows, rows);
                VectorMath.AddScaled(-VectorMath.Dot(own, other), other, own);
            }
            float length = MathF.Sqrt(Math.Max(VectorMath.Dot(own, own), 1e-30f));
            for (int i = 0; i < own.Length; i++)
            {
                own[i] /= length;
            }
        }
    }
}
