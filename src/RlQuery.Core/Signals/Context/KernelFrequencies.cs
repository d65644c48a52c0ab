using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// How many labels of each class are near each pool row, counted with the kernel exp(-γd²), and how many rows of the pool: a Parzen window classifier.
/// </summary>
/// <remarks>
/// γ is one over the summed variance of the features, scikit-activeml's default on standardised features. A taken row counts with its predicted
/// probabilities. The density is that of 256 sampled rows, the row itself aside.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class KernelFrequencies(SignalContext context)
{
    private float[] _known = [];
    private float[] _all = [];
    private float[] _kernel = [];
    private float[] _density = [];
    private double _gamma;
    private int _seen = -1;
    private int _believed = -1;
    private bool _begun;
    private bool _dense;

    /// <summary>Begins an episode.</summary>
    /// <param name="again">Whether it has the same items and the same seed as the last.</param>
    public void Start(bool again)
    {
        _begun &= again;
        _dense &= again;
        _seen = -1;
        Forget();
    }

    /// <summary>Forgets the taken rows: the learner was refitted, or they are candidates again.</summary>
    public void Forget() => _believed = -1;

    /// <summary>γ of the kernel.</summary>
    public double Gamma
    {
        get
        {
            if (!_begun)
            {
                _gamma = Scale(context.Items.Features);
                _begun = true;
            }
            return _gamma;
        }
    }

    /// <summary>Kernel counts of the labels near a row [classes].</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<float> Of(int row)
    {
        Update();
        return _all.AsSpan(row * context.ClassCount, context.ClassCount);
    }

    /// <summary>Mean kernel between each pool row and the others of a sample.</summary>
    public ReadOnlySpan<float> Density
    {
        get
        {
            int rows = context.Items.Count;
            if (!_dense)
            {
                _dense = true;
                ReadOnlySpan<int> sample = context.References.Sample;
                Span<float> density = Buffers.Reserve(ref _density, rows);
                for (int i = 0; i < rows; i++)
                {
                    ReadOnlySpan<float> distances = context.References.Of(i);
                    double sum = 0;
                    int others = 0;
                    for (int j = 0; j < distances.Length; j++)
                    {
                        if (sample[j] != i)
                        {
                            sum += Math.Exp(-Gamma * distances[j] * distances[j]);
                            others++;
                        }
                    }
                    density[i] = others == 0 ? 1 : (float)(sum / others);
                }
            }
            return _density.AsSpan(0, rows);
        }
    }

    private static double Scale(FeatureMatrix pool)
    {
        double total = 0;
        for (int j = 0; j < pool.Columns; j++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < pool.Rows; i++)
            {
                double value = pool.Row(i)[j];
                sum += value;
                squares += value * value;
            }
            total += Math.Max(0, (squares - (sum * sum / pool.Rows)) / pool.Rows);
        }
        // Copies differ by nothing, or by what the sums round off.
        return total > 1e-12 ? 1 / total : 1;
    }

    private void Update()
    {
        Pool pool = context.Pool;
        int classes = context.ClassCount;
        int length = context.Items.Count * classes;
        if (_seen < 0)
        {
            Buffers.Reserve(ref _known, length).Clear();
            Buffers.Reserve(ref _all, length);
            _seen = 0;
            _believed = -1;
        }
        int labelled = pool.Labelled.Length;
        if (_seen < labelled)
        {
            _believed = -1;
        }
        for (; _seen < labelled; _seen++)
        {
            Measure(pool.Labelled[_seen]);
            for (int i = 0, place = pool.Labels[_seen]; i < _kernel.Length && place < length; i++, place += classes)
            {
                _known[place] += _kernel[i];
            }
        }
        if (_believed < 0)
        {
            _known.AsSpan(0, length).CopyTo(_all);
            _believed = 0;
        }
        for (; _believed < pool.Pending.Length; _believed++)
        {
            int taken = pool.Pending[_believed];
            Measure(taken);
            for (int i = 0; i < context.Items.Count; i++)
            {
                VectorMath.AddScaled(_kernel[i], context.ProbabilitiesOf(taken), _all.AsSpan(i * classes, classes));
            }
        }
    }

    private void Measure(int row)
    {
        FeatureMatrix features = context.Items.Features;
        Span<float> kernel = Buffers.Reserve(ref _kernel, features.Rows);
        float gamma = (float)Gamma;
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = -gamma * VectorMath.SquaredDistance(features.Row(row), features.Row(i));
        }
        Probability.Exp(kernel);
    }
}
