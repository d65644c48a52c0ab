using System.Numerics;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Balls of one radius around the rows of a pool, and which rows are in the ball of no labelled or taken row; of a large pool, rows of a seeded sample.
/// </summary>
/// <remarks>
/// The radius is the largest with which 95 % of the balls hold rows of one cluster alone (Yehuda and others 2022, section 3.3, purity): that is the distance
/// to the nearest row of another cluster which 5 % of the rows fall short of. Clusters stand in for classes: as many k-means clusters as there are classes, or
/// ten where numbers are answered. Measured once per episode.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class BallCover(SignalContext context)
{
    private const int SampleSize = 2048;
    private const int FewestClusters = 10;
    private const double Impure = 0.05;

    private readonly RowLots _lots = new();
    private readonly KMeans _means = new();
    private float[] _nearestOther = [];
    private ulong[] _balls = [];
    private ulong[] _open = [];
    private int _sampled;
    private int _words;
    private int _seen = -1;
    private bool _begun;

    /// <summary>Squared radius of the balls.</summary>
    public float RadiusSquared { get; private set; }

    /// <summary>Begins an episode.</summary>
    /// <param name="again">Whether it has the same items and the same seed as the last.</param>
    public void Start(bool again)
    {
        _begun &= again;
        Forget();
    }

    /// <summary>Forgets which rows are labelled or taken.</summary>
    public void Forget() => _seen = -1;

    /// <summary>The share of the rows that are in a row's ball and in that of no labelled or taken row.</summary>
    /// <param name="row">Pool row.</param>
    public float OpenShare(int row)
    {
        Update();
        int open = 0;
        ReadOnlySpan<ulong> ball = Ball(row);
        for (int word = 0; word < ball.Length; word++)
        {
            open += BitOperations.PopCount(ball[word] & _open[word]);
        }
        return (float)open / _sampled;
    }

    private ReadOnlySpan<ulong> Ball(int row) => _balls.AsSpan(row * _words, _words);

    private void Update()
    {
        Pool pool = context.Pool;
        if (!_begun)
        {
            Begin(context.Items.Features);
        }
        if (_seen < 0)
        {
            Buffers.Reserve(ref _open, _words).Fill(ulong.MaxValue);
            _seen = 0;
        }
        for (; _seen < pool.Labelled.Length + pool.Pending.Length; _seen++)
        {
            int row = _seen < pool.Labelled.Length ? pool.Labelled[_seen] : pool.Pending[_seen - pool.Labelled.Length];
            ReadOnlySpan<ulong> ball = Ball(row);
            for (int word = 0; word < ball.Length; word++)
            {
                _open[word] &= ~ball[word];
            }
        }
    }

    private void Begin(FeatureMatrix pool)
    {
        _begun = true;
        _lots.Draw(context.Items, SeedSequence.Child(context.Seed, "balls"));
        _sampled = Math.Min(pool.Rows, SampleSize);
        _words = (_sampled + 63) / 64;
        Span<float> sample = _means.Start(_sampled, pool.Columns, SeedSequence.Child(context.Seed, "ball clusters"));
        for (int i = 0; i < _sampled; i++)
        {
            pool.Row(_lots.Order[i]).CopyTo(sample[(i * pool.Columns)..]);
        }
        _means.Run(context.ClassCount > 0 ? context.ClassCount : FewestClusters);
        FindRadius(pool);
        Span<ulong> balls = Buffers.Reserve(ref _balls, pool.Rows * _words);
        balls.Clear();
        for (int i = 0; i < pool.Rows; i++)
        {
            for (int other = 0; other < _sampled; other++)
            {
                int row = _lots.Order[other];
                if (row == i || VectorMath.SquaredDistance(pool.Row(i), pool.Row(row)) < RadiusSquared)
                {
                    balls[(i * _words) + (other / 64)] |= 1UL << (other % 64);
                }
            }
        }
    }

    private void FindRadius(FeatureMatrix pool)
    {
        Span<float> nearest = Buffers.Reserve(ref _nearestOther, _sampled);
        nearest.Fill(float.PositiveInfinity);
        ReadOnlySpan<int> clusterOf = _means.ClusterOf;
        for (int i = 0; i < _sampled; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (clusterOf[i] != clusterOf[j])
                {
                    float squared = VectorMath.SquaredDistance(pool.Row(_lots.Order[i]), pool.Row(_lots.Order[j]));
                    nearest[i] = MathF.Min(nearest[i], squared);
                    nearest[j] = MathF.Min(nearest[j], squared);
                }
            }
        }
        nearest.Sort();
        RadiusSquared = nearest[(int)(Impure * _sampled)];
    }
}
