using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The pool with most features of each row left out, five times, and how often the predicted class is another one then.</summary>
/// <param name="context">The state of the episode.</param>
internal sealed class FeatureDropout(SignalContext context)
{
    /// <summary>How many copies of the pool there are.</summary>
    public const int Copies = 5;

    private const double Rate = 0.75;

    private readonly FeatureMatrix[] _copies = new FeatureMatrix[Copies];
    private float[] _probabilities = [];
    private float[] _shares = [];
    private bool _begun;
    private bool _known;

    /// <summary>The share of the copies in which the most probable class of each pool row is another one.</summary>
    public ReadOnlySpan<float> Disagreement
    {
        get
        {
            Know();
            return _shares.AsSpan(0, context.Items.Count);
        }
    }

    /// <summary>Begins an episode.</summary>
    /// <param name="again">Whether it has the same items and the same seed as the last.</param>
    public void Start(bool again)
    {
        _begun &= again;
        Forget();
    }

    /// <summary>Forgets the predictions: the learner was refitted.</summary>
    public void Forget() => _known = false;

    /// <summary>One of the copies.</summary>
    /// <param name="copy">0..<see cref="Copies"/>-1.</param>
    public FeatureMatrix Copy(int copy)
    {
        Begin();
        return _copies[copy];
    }

    private void Know()
    {
        if (_known)
        {
            return;
        }
        _known = true;
        Begin();
        int classes = context.ClassCount;
        Span<float> probabilities = Buffers.Reserve(ref _probabilities, context.Items.Count * classes);
        Span<float> shares = Buffers.Reserve(ref _shares, context.Items.Count);
        shares.Clear();
        if (context.Items.Pairs is not null)
        {
            // Their learners tell of the pairs that they were started with alone.
            return;
        }
        foreach (FeatureMatrix copy in _copies)
        {
            context.Learner.Predict(copy, probabilities);
            for (int i = 0; i < shares.Length; i++)
            {
                if (VectorMath.ArgMax(probabilities.Slice(i * classes, classes)) != context.Predicted[i])
                {
                    shares[i] += 1f / Copies;
                }
            }
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
        ulong seed = SeedSequence.Child(context.Seed, "dropout");
        for (int copy = 0; copy < Copies; copy++)
        {
            float[] values = pool.Values.ToArray();
            var draws = new Pcg64(0);
            for (int i = 0; i < pool.Rows; i++)
            {
                draws.Reseed(SeedSequence.Child(SeedSequence.Child(seed, (ulong)copy), (ulong)context.Items.Rows[i]));
                for (int j = 0; j < pool.Columns; j++)
                {
                    values[(i * pool.Columns) + j] = draws.NextDouble() < Rate ? 0 : values[(i * pool.Columns) + j];
                }
            }
            _copies[copy] = new FeatureMatrix(values, pool.Rows, pool.Columns);
        }
    }
}
