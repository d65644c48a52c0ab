using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// The Gaussian process with kernel exp(-γd²) and noise λ = 1 on the labelled and taken rows, one score for each class, with labels 1 and -1: means and
/// variances of all pool rows, kept up to date by one more column of the Cholesky factor for each row that comes.
/// </summary>
/// <remarks>
/// γ is that of <see cref="KernelFrequencies"/>. A taken row has its own mean for a label, so that it lowers variances and moves no mean. Only the first 1024
/// rows count.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class KernelPosterior(SignalContext context)
{
    /// <summary>λ.</summary>
    public const double Noise = 1;

    private const int MostRows = 1024;
    private const float Jitter = 1e-3f;

    private readonly List<float[]> _columns = [];
    private readonly List<double> _roots = [];
    private float[] _variances = [];
    private float[] _weights = [];
    private float[] _means = [];
    private float[] _given = [];
    private float[] _added = [];
    private int _seen = -1;
    private int _meansOf = -1;

    /// <summary>Variance of the label of each pool row, λ included.</summary>
    public ReadOnlySpan<float> Variances
    {
        get
        {
            Update();
            return _variances.AsSpan(0, context.Items.Count);
        }
    }

    /// <summary>Mean score of each pool row [classes x pool].</summary>
    public ReadOnlySpan<float> Means
    {
        get
        {
            Update();
            KnowMeans();
            return _means.AsSpan(0, context.ClassCount * context.Items.Count);
        }
    }

    /// <summary>Variance of the label of each pool row, λ included, if the scores of some rows were known too.</summary>
    /// <param name="targets">Pool rows.</param>
    /// <returns>Variances, until the next call.</returns>
    public ReadOnlySpan<float> VariancesGiven(ReadOnlySpan<int> targets)
    {
        Update();
        FeatureMatrix features = context.Items.Features;
        int rows = features.Rows;
        Span<float> given = Buffers.Reserve(ref _given, rows);
        _variances.AsSpan(0, rows).CopyTo(given);
        Span<float> added = Buffers.Reserve(ref _added, targets.Length * rows);
        for (int t = 0; t < targets.Length; t++)
        {
            int row = targets[t];
            Span<float> own = added.Slice(t * rows, rows);
            FillKernel(row, own);
            for (int before = 0; before < _seen; before++)
            {
                VectorMath.AddScaled(-_columns[before][row], _columns[before].AsSpan(0, rows), own);
            }
            for (int before = 0; before < t; before++)
            {
                VectorMath.AddScaled(-added[(before * rows) + row], added.Slice(before * rows, rows), own);
            }
            // Known but for a little, so that copies of rows do no harm.
            float root = MathF.Sqrt(MathF.Max(0, given[row] - (float)Noise) + Jitter);
            for (int i = 0; i < rows; i++)
            {
                own[i] /= root;
                given[i] -= own[i] * own[i];
            }
        }
        return given;
    }

    /// <summary>Forgets all rows.</summary>
    public void Forget()
    {
        _seen = -1;
        _meansOf = -1;
    }

    private void Update()
    {
        Pool pool = context.Pool;
        if (_seen < 0)
        {
            Buffers.Reserve(ref _variances, context.Items.Count).Fill((float)(1 + Noise));
            _roots.Clear();
            _seen = 0;
        }
        int all = Math.Min(MostRows, pool.Labelled.Length + pool.Pending.Length);
        for (; _seen < all; _seen++)
        {
            Add(_seen < pool.Labelled.Length ? pool.Labelled[_seen] : pool.Pending[_seen - pool.Labelled.Length]);
        }
    }

    private void Add(int row)
    {
        FeatureMatrix features = context.Items.Features;
        if (_columns.Count == _seen)
        {
            _columns.Add([]);
        }
        float[] column = _columns[_seen];
        Span<float> own = Buffers.Reserve(ref column, features.Rows);
        _columns[_seen] = column;
        FillKernel(row, own);
        for (int before = 0; before < _seen; before++)
        {
            VectorMath.AddScaled(-_columns[before][row], _columns[before].AsSpan(0, own.Length), own);
        }
        double root = Math.Sqrt(_variances[row]);
        _roots.Add(root);
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = (float)(own[i] / root);
            _variances[i] -= own[i] * own[i];
        }
    }

    private void FillKernel(int row, Span<float> kernel)
    {
        FeatureMatrix features = context.Items.Features;
        float gamma = (float)context.Frequencies.Gamma;
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = -gamma * VectorMath.SquaredDistance(features.Row(row), features.Row(i));
        }
        Probability.Exp(kernel);
    }

    // w = L⁻¹y, and the means zᵀw.
    private void KnowMeans()
    {
        Pool pool = context.Pool;
        int labelled = Math.Min(_seen, pool.Labelled.Length);
        if (_meansOf == labelled)
        {
            return;
        }
        _meansOf = labelled;
        int rows = context.Items.Count;
        int classes = context.ClassCount;
        Span<float> means = Buffers.Reserve(ref _means, classes * rows);
        means.Clear();
        Span<float> weights = Buffers.Reserve(ref _weights, labelled);
        for (int k = 0; k < classes; k++)
        {
            for (int i = 0; i < labelled; i++)
            {
                double sum = pool.Labels[i] == k ? 1 : -1;
                for (int before = 0; before < i; before++)
                {
                    sum -= _columns[before][pool.Labelled[i]] * (double)weights[before];
                }
                weights[i] = (float)(sum / _roots[i]);
                VectorMath.AddScaled(weights[i], _columns[i].AsSpan(0, rows), means.Slice(k * rows, rows));
            }
        }
    }
}
