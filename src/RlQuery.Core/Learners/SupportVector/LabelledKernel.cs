using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners.SupportVector;

/// <summary>The kernel exp(-γ|x - z|²) between labelled rows and all rows of a matrix, in single precision, computed once in an episode.</summary>
/// <remarks>Keeps its buffers from episode to episode. Beyond <see cref="MostValues"/> rows are computed again each time.</remarks>
internal sealed class LabelledKernel : IKernelRows
{
    /// <summary>256 MB.</summary>
    private const long MostValues = 1 << 26;

    private FeatureMatrix? _source;
    private FeatureMatrix? _target;
    private int[] _rows = [];
    private bool[] _known = [];
    private float[]?[] _values = [];
    private float[] _scratch = [];
    private int _count;
    private float _gamma;

    /// <summary>Begins an episode, without labelled rows.</summary>
    /// <param name="source">Where the labelled rows are.</param>
    /// <param name="target">The rows of the other side.</param>
    /// <param name="gamma">γ.</param>
    public void Start(FeatureMatrix source, FeatureMatrix target, float gamma)
    {
        _gamma = gamma;
        _source = source;
        _target = target;
        _count = 0;
    }

    /// <summary>Makes these the labelled rows; values of rows that were labelled before are kept.</summary>
    /// <param name="rows">Rows of the source, in the order of the labels.</param>
    public void Label(ReadOnlySpan<int> rows)
    {
        int same = rows.CommonPrefixLength(_rows.AsSpan(0, _count));
        if (_rows.Length < rows.Length)
        {
            int capacity = Math.Max(64, rows.Length * 2);
            Array.Resize(ref _rows, capacity);
            Array.Resize(ref _known, capacity);
            Array.Resize(ref _values, capacity);
        }
        rows[same..].CopyTo(_rows.AsSpan(same));
        _known.AsSpan(same, rows.Length - same).Clear();
        _count = rows.Length;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Row(int row)
    {
        int length = _target!.Rows;
        if ((row + 1L) * length > MostValues)
        {
            Reserve(ref _scratch!, length);
            Compute(row, _scratch.AsSpan(0, length));
            return _scratch.AsSpan(0, length);
        }
        if (!_known[row])
        {
            Reserve(ref _values[row], length);
            Compute(row, _values[row].AsSpan(0, length));
            _known[row] = true;
        }
        return _values[row].AsSpan(0, length);
    }

    private static void Reserve(ref float[]? buffer, int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer = new float[length];
        }
    }

    private void Compute(int labelled, Span<float> kernel)
    {
        ReadOnlySpan<float> x = _source!.Row(_rows[labelled]);
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = -_gamma * VectorMath.SquaredDistance(x, _target!.Row(i));
        }
        Probability.Exp(kernel);
    }
}
