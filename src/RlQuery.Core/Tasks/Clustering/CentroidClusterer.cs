using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>Clusters around centroids: in several runs from seeded starts, of which the best counts, or in one where the links say where to begin.</summary>
/// <remarks>
/// A run begins at the centroids of the largest neighbourhoods, as in PCKMeans of Basu, Banerjee and Mooney (2004), section 3. If these are too few, further
/// rows are drawn in proportion to their squared distance to the nearest centroid (D. Arthur and S. Vassilvitskii, "k-means++", 2007). Then rows are assigned
/// and centroids moved in turn until nothing changes. The membership of a row falls with its squared distance d² to a centroid as exp(-d² / 2s²), where s² is
/// the mean squared distance of all rows to their centroids. Sums are in the order of the rows.
/// </remarks>
internal abstract class CentroidClusterer : Clusterer
{
    private const int Runs = 5;
    private const int MostRounds = 50;
    private double[] _best = [];
    private double[] _bestMetric = [];
    private int[] _bestAssigned = [];
    private double _scale;
    private double[] _values = [];
    private double[] _row = [];

    /// <summary>Centroids of the current run [clusters x features].</summary>
    protected double[] Centroids { get; private set; } = [];

    /// <summary>Cluster of each row in the current run.</summary>
    protected int[] Assigned { get; private set; } = [];

    /// <summary>Weight of each feature in squared distances.</summary>
    protected double[] Metric { get; private set; } = [];

    /// <summary>Mean squared distance of the rows to their mean, all features together: what a broken link costs where it has a price.</summary>
    protected double Spread { get; private set; }

    /// <summary>Assigns all rows, given the centroids.</summary>
    /// <param name="draws">Draws of the run.</param>
    /// <returns>What is minimised.</returns>
    protected abstract double Assign(Pcg64 draws);

    /// <summary>Whether the method learns weights of the features; else all are 1.</summary>
    protected virtual bool LearnsMetric => false;

    /// <summary>Adapts the weights of the features to the assignment, where the method learns them.</summary>
    protected virtual void Adapt()
    {
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        int features = Pairs.Rows.Columns;
        int rows = Pairs.Rows.Rows;
        Centroids = new double[Pairs.Clusters * features];
        Assigned = new int[rows];
        Metric = new double[features];
        _row = new double[features];
        _values = new double[rows * features];
        for (int row = 0; row < rows; row++)
        {
            Widen(Pairs.Rows.Row(row), Values(row));
        }
        double[] mean = new double[features];
        for (int row = 0; row < rows; row++)
        {
            Add(row, 1.0 / rows, mean);
        }
        Array.Fill(Metric, 1);
        double spread = 0;
        for (int row = 0; row < rows; row++)
        {
            spread += Squared(row, mean) / rows;
        }
        Spread = Math.Max(spread, double.Epsilon);
    }

    /// <inheritdoc/>
    protected override void Divide()
    {
        double best = double.PositiveInfinity;
        int runs = Known.Count < Pairs.Clusters ? Runs : 1;
        for (int run = 0; run < runs; run++)
        {
            var draws = new Pcg64(SeedSequence.Child(Seed, (ulong)run));
            Array.Fill(Metric, 1);
            Place(draws);
            Array.Fill(Assigned, -1);
            double cost = double.PositiveInfinity;
            for (int round = 0; round < MostRounds; round++)
            {
                int[] before = [.. Assigned];
                cost = Assign(draws);
                if (before.AsSpan().SequenceEqual(Assigned))
                {
                    break;
                }
                Move();
                Adapt();
            }
            if (cost < best || run == 0)
            {
                best = cost;
                _best = [.. Centroids];
                _bestMetric = [.. Metric];
                _bestAssigned = [.. Assigned];
                _scale = Scale();
            }
        }
        Centroids = _best;
        Metric = _bestMetric;
        Assigned = _bestAssigned;
    }

    /// <inheritdoc/>
    protected override void Score(ReadOnlySpan<float> row, Span<double> scores)
    {
        Widen(row, _row);
        for (int cluster = 0; cluster < scores.Length; cluster++)
        {
            scores[cluster] = -Squared(_row, Centroid(cluster)) / (2 * _scale);
        }
    }

    /// <inheritdoc/>
    protected override void Score(int row, Span<double> scores)
    {
        for (int cluster = 0; cluster < scores.Length; cluster++)
        {
            scores[cluster] = -Squared(row, cluster) / (2 * _scale);
        }
    }

    /// <summary>Squared distance of a row to a centroid, under the metric.</summary>
    /// <param name="row">Number of the row.</param>
    /// <param name="cluster">Number of the cluster.</param>
    protected double Squared(int row, int cluster) => Squared(Values(row), Centroid(cluster));

    /// <summary>Squared distance of two rows, under the metric.</summary>
    /// <param name="a">Features of a row.</param>
    /// <param name="b">Features of another.</param>
    protected double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            double difference = a[j] - b[j];
            sum += Metric[j] * difference * difference;
        }
        return sum;
    }

    /// <summary>A centroid.</summary>
    /// <param name="cluster">Number of the cluster.</param>
    protected Span<double> Centroid(int cluster) => Centroids.AsSpan(cluster * Pairs.Rows.Columns, Pairs.Rows.Columns);

    private double Squared(int row, ReadOnlySpan<double> point) => Squared(Values(row), point);

    private double Squared(ReadOnlySpan<double> row, ReadOnlySpan<double> point)
    {
        if (!LearnsMetric)
        {
            return VectorMath.SquaredDistance(row, point);
        }
        double sum = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double difference = row[j] - point[j];
            sum += Metric[j] * difference * difference;
        }
        return sum;
    }

    private Span<double> Values(int row) => _values.AsSpan(row * Pairs.Rows.Columns, Pairs.Rows.Columns);

    private static void Widen(ReadOnlySpan<float> row, Span<double> target)
    {
        for (int j = 0; j < row.Length; j++)
        {
            target[j] = row[j];
        }
    }

    private void Add(int row, double factor, Span<double> target) => VectorMath.AddScaled(factor, Values(row), target);

    // Where the run begins.
    private void Place(Pcg64 draws)
    {
        Array.Clear(Centroids);
        int[] largest = [.. Enumerable.Range(0, Known.Count).OrderByDescending(place => Known.Rows(place).Count).Take(Pairs.Clusters)];
        for (int cluster = 0; cluster < largest.Length; cluster++)
        {
            foreach (int row in Known.Rows(largest[cluster]).Order())
            {
                Add(row, 1.0 / Known.Rows(largest[cluster]).Count, Centroid(cluster));
            }
        }
        double[] nearest = new double[Pairs.Rows.Rows];
        Array.Fill(nearest, largest.Length == 0 ? 1 : double.PositiveInfinity);
        for (int cluster = 0; cluster < Pairs.Clusters; cluster++)
        {
            if (cluster >= largest.Length)
            {
                Add(Draw(nearest, draws), 1, Centroid(cluster));
            }
            for (int row = 0; row < nearest.Length; row++)
            {
                double squared = Squared(row, cluster);
                nearest[row] = cluster == 0 ? squared : Math.Min(nearest[row], squared);
            }
        }
    }

    private static int Draw(double[] shares, Pcg64 draws)
    {
        double rest = draws.NextDouble() * shares.Sum();
        int drawn = 0;
        for (int row = 0; row < shares.Length && rest >= 0; row++)
        {
            drawn = shares[row] > 0 ? row : drawn;
            rest -= shares[row];
        }
        return drawn;
    }

    // Each centroid goes to the mean of its rows; that of an empty cluster stays.
    private void Move()
    {
        int[] counts = new int[Pairs.Clusters];
        foreach (int cluster in Assigned)
        {
            counts[cluster]++;
        }
        for (int cluster = 0; cluster < counts.Length; cluster++)
        {
            if (counts[cluster] > 0)
            {
                Centroid(cluster).Clear();
            }
        }
        for (int row = 0; row < Assigned.Length; row++)
        {
            Add(row, 1.0 / counts[Assigned[row]], Centroid(Assigned[row]));
        }
    }

    private double Scale()
    {
        double sum = 0;
        for (int row = 0; row < Assigned.Length; row++)
        {
            sum += Squared(row, Assigned[row]);
        }
        return Math.Max(sum / Assigned.Length, 1e-9 * Spread);
    }
}
