using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Gradients of the loss of the predicted class with respect to a linear output layer, (p - e) ⊗ x with e the predicted class, and how far those of the pool
/// are from those of the rows taken for the batch being chosen.
/// </summary>
/// <remarks>They are never formed: the product of two is that of their residuals p - e times that of their rows.</remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class GradientDistances(SignalContext context)
{
    private float[] _lengths = [];
    private float[] _nearest = [];
    private int _seen = -1;

    /// <summary>Squared length of the gradient of each pool row.</summary>
    public ReadOnlySpan<float> LengthSquared
    {
        get
        {
            Update();
            return _lengths.AsSpan(0, context.Items.Count);
        }
    }

    /// <summary>Squared distance from the gradient of each pool row to the nearest one of a taken row; infinite while none is taken.</summary>
    public ReadOnlySpan<float> NearestSquared
    {
        get
        {
            Update();
            return _nearest.AsSpan(0, context.Items.Count);
        }
    }

    /// <summary>Forgets all: the learner was refitted, or taken rows are candidates again.</summary>
    public void Forget() => _seen = -1;

    private void Update()
    {
        Pool pool = context.Pool;
        FeatureMatrix features = context.Items.Features;
        if (_seen < 0)
        {
            Span<float> lengths = Buffers.Reserve(ref _lengths, features.Rows);
            Buffers.Reserve(ref _nearest, features.Rows).Fill(float.PositiveInfinity);
            for (int i = 0; i < features.Rows; i++)
            {
                lengths[i] = Residuals(i, i) * VectorMath.Dot(features.Row(i), features.Row(i));
            }
            _seen = 0;
        }
        for (; _seen < pool.Pending.Length; _seen++)
        {
            int taken = pool.Pending[_seen];
            for (int i = 0; i < features.Rows; i++)
            {
                // In this order the distance of copies is exactly 0.
                float product = Residuals(i, taken) * VectorMath.Dot(features.Row(i), features.Row(taken));
                _nearest[i] = MathF.Min(_nearest[i], MathF.Max(0, _lengths[i] + _lengths[taken] - (2 * product)));
            }
        }
    }

    // (p - e)·(p' - e').
    private float Residuals(int row, int other)
    {
        ReadOnlySpan<float> p = context.ProbabilitiesOf(row), q = context.ProbabilitiesOf(other);
        int own = context.Predicted[row], its = context.Predicted[other];
        return VectorMath.Dot(p, q) - p[its] - q[own] + (own == its ? 1 : 0);
    }
}
