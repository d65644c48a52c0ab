using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// A mixture of Gaussians of one width at the middles of 20 clusters: how dense the pool is at each row, which clusters it belongs to, and what the labels say
/// of them. Clusters are made once per episode, on a seeded sample of a large pool.
/// </summary>
/// <param name="context">The state of the episode.</param>
internal sealed class ClusterMixture(SignalContext context)
{
    private const int MostClusters = 20;
    private const int SampleSize = 2048;

    private readonly KMeans _means = new();
    private float[] _members = [];
    private float[] _density = [];
    private double[] _shares = [];
    private double[] _labels = [];
    private double[] _totals = [];
    private double[] _classes = [];
    private int _clusters;
    private bool _begun;

    /// <summary>Begins an episode.</summary>
    /// <param name="again">Whether it has the same items and the same seed as the last.</param>
    public void Start(bool again) => _begun &= again;

    /// <summary>Density of each pool row relative to the largest, in [0, 1].</summary>
    public ReadOnlySpan<float> Density
    {
        get
        {
            Begin();
            return _density.AsSpan(0, context.Items.Count);
        }
    }

    /// <summary>The shares of the clusters in a row [clusters].</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<float> MembersOf(int row)
    {
        Begin();
        return _members.AsSpan(row * _clusters, _clusters);
    }

    /// <summary>The expected error Σ p(1 - p) times the density of each candidate.</summary>
    /// <param name="values">Receives them.</param>
    public void Errors(Span<float> values)
    {
        Begin();
        Count();
        int classes = context.ClassCount;
        Span<double> p = Buffers.Reserve(ref _classes, classes);
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            Predict(row, p);
            double error = 0;
            foreach (double share in p)
            {
                error += share * (1 - share);
            }
            values[i] = (float)error * _density[row];
        }
    }

    private void Count()
    {
        Pool pool = context.Pool;
        int classes = context.ClassCount;
        Span<double> labels = Buffers.Reserve(ref _labels, _clusters * classes);
        Span<double> totals = Buffers.Reserve(ref _totals, _clusters);
        labels.Fill(1.0 / classes);
        totals.Fill(1);
        for (int i = 0; i < pool.Labelled.Length; i++)
        {
            ReadOnlySpan<float> members = MembersOf(pool.Labelled[i]);
            for (int k = 0; k < _clusters; k++)
            {
                labels[(k * classes) + pool.Labels[i]] += members[k];
                totals[k] += members[k];
            }
        }
        Span<double> p = Buffers.Reserve(ref _classes, classes);
        foreach (int row in pool.Pending)
        {
            Predict(row, p);
            ReadOnlySpan<float> members = MembersOf(row);
            for (int k = 0; k < _clusters; k++)
            {
                VectorMath.AddScaled(members[k], p, labels.Slice(k * classes, classes));
                totals[k] += members[k];
            }
        }
    }

    private void Predict(int row, Span<double> p)
    {
        p.Clear();
        ReadOnlySpan<float> members = MembersOf(row);
        for (int k = 0; k < _clusters; k++)
        {
            VectorMath.AddScaled(members[k] / _totals[k], _labels.AsSpan(k * p.Length, p.Length), p);
        }
    }

    private void Begin()
    {
        if (_begun)
        {
            return;
        }
        _begun = true;
        FeatureMatrix pool = context.Items.Features;
        ReadOnlySpan<int> order = context.InLots;
        int sampled = Math.Min(pool.Rows, SampleSize);
        Span<float> sample = _means.Start(sampled, pool.Columns, SeedSequence.Child(context.Seed, "mixture"));
        for (int i = 0; i < sampled; i++)
        {
            pool.Row(order[i]).CopyTo(sample[(i * pool.Columns)..]);
        }
        _means.Run(Math.Min(MostClusters, sampled));
        _clusters = _means.Clusters;
        Span<double> shares = Buffers.Reserve(ref _shares, _clusters);
        shares.Clear();
        double width = 0;
        for (int i = 0; i < sampled; i++)
        {
            int cluster = _means.ClusterOf[i];
            shares[cluster] += 1.0 / sampled;
            width += VectorMath.SquaredDistance(pool.Row(order[i]), _means.Centre(cluster)) / sampled;
        }
        Buffers.Reserve(ref _members, pool.Rows * _clusters);
        Span<float> density = Buffers.Reserve(ref _density, pool.Rows);
        for (int i = 0; i < pool.Rows; i++)
        {
            density[i] = Place(pool.Row(i), _members.AsSpan(i * _clusters, _clusters), width);
        }
        float largest = float.NegativeInfinity;
        foreach (float logarithm in density)
        {
            largest = MathF.Max(largest, logarithm);
        }
        for (int i = 0; i < density.Length; i++)
        {
            density[i] = MathF.Exp(density[i] - largest);
        }
    }

    // Fills in the shares of the clusters and gives the logarithm of the density. Without width, all rows are copies of the middles.
    private float Place(ReadOnlySpan<float> row, Span<float> members, double width)
    {
        double largest = double.NegativeInfinity;
        for (int k = 0; k < members.Length; k++)
        {
            double squared = VectorMath.SquaredDistance(row, _means.Centre(k));
            double exponent = width > 0 ? squared / (2 * width) : squared > 0 ? 1000 : 0;
            members[k] = (float)(Math.Log(Math.Max(_shares[k], 1e-9)) - exponent);
            largest = Math.Max(largest, members[k]);
        }
        double total = 0;
        for (int k = 0; k < members.Length; k++)
        {
            members[k] = (float)Math.Exp(members[k] - largest);
            total += members[k];
        }
        for (int k = 0; k < members.Length; k++)
        {
            members[k] /= (float)total;
        }
        return (float)(largest + Math.Log(total));
    }
}
