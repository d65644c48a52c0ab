using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// A sample of unlabelled rows in the coordinates of the curvature (<see cref="ICurvature"/>), side by side in lanes: computed once per step for all signals
/// that ask.
/// </summary>
/// <param name="context">The state of the episode.</param>
internal sealed class WhitenedSample(SignalContext context)
{
    /// <summary>Rows at most.</summary>
    public const int Size = 256;

    private readonly int[] _rows = new int[Size];
    private float[] _whitened = [];
    private float[] _columns = [];
    private float[] _variances = [];
    private int _count;
    private int _lanes;
    private int _width;
    private int _taken = -1;
    private int _knownBlocks;

    /// <summary>Pool rows of the sample: those that <see cref="SignalContext.Sample"/> draws.</summary>
    public ReadOnlySpan<int> Rows
    {
        get
        {
            Know();
            return _rows.AsSpan(0, _count);
        }
    }

    /// <summary>Lanes of <see cref="Columns"/>: as many as rows, and those that fill up the last eight, or the last tile of a product in the span.</summary>
    public int Lanes
    {
        get
        {
            Know();
            return _lanes;
        }
    }

    /// <summary>
    /// Whitened rows [width x <see cref="Lanes"/>], in the span of the labelled rows if the learner offers it; lanes without a row hold zeros. Holds until
    /// the next fit.
    /// </summary>
    /// <param name="block">Block of the curvature.</param>
    public ReadOnlySpan<float> Columns(int block)
    {
        Know(block);
        return _columns.AsSpan(block * _lanes * _width, _lanes * _width);
    }

    /// <summary>|z|² of each row, in every block [blocks x rows]. Holds until the next fit.</summary>
    public ReadOnlySpan<float> Variances()
    {
        Know(context.Curvature.Blocks - 1);
        return _variances.AsSpan(0, context.Curvature.Blocks * _count);
    }

    /// <summary>|z|² of each row. Holds until the next fit.</summary>
    /// <param name="block">Block of the curvature.</param>
    public ReadOnlySpan<float> Variances(int block) => Variances().Slice(block * _count, _count);

    /// <summary>Forgets all: the learner was refitted.</summary>
    public void Forget() => _taken = -1;

    private void Know()
    {
        int taken = context.Pool.Labelled.Length + context.Pool.Pending.Length;
        if (_taken == taken)
        {
            return;
        }
        _taken = taken;
        _count = context.Sample(_rows);
        _lanes = CurvatureRows.SpanOf(context) is null ? LaneProducts.Lanes(_count) : FloatProducts.Pad(_count);
        ICurvature curvature = context.Curvature;
        SpanCoordinates? span = CurvatureRows.SpanOf(context);
        _width = span is null ? curvature.WhitenedWidth : span.Rank + 1;
        Buffers.Reserve(ref _columns, curvature.Blocks * _lanes * _width);
        Buffers.Reserve(ref _variances, curvature.Blocks * _count);
        _knownBlocks = 0;
        if (span is null)
        {
            WhitenRows(curvature);
            _knownBlocks = curvature.Blocks;
        }
        else
        {
            span.GatherInLanes(_rows.AsSpan(0, _count), _lanes, Buffers.Reserve(ref _whitened, _lanes * _width));
        }
    }

    // In the span, blocks up to one that is asked for: what is made of it follows while it is in the cache.
    private void Know(int block)
    {
        Know();
        for (; _knownBlocks <= block; _knownBlocks++)
        {
            WhitenInSpan(_knownBlocks);
        }
    }

    private void WhitenRows(ICurvature curvature)
    {
        Span<float> whitened = Buffers.Reserve(ref _whitened, _count * _width);
        for (int block = 0; block < curvature.Blocks; block++)
        {
            curvature.Whiten(block, context.Items.Features, _rows.AsSpan(0, _count), whitened);
            LaneProducts.Transpose(whitened, _width, _columns.AsSpan(block * _lanes * _width, _lanes * _width));
            for (int u = 0; u < _count; u++)
            {
                ReadOnlySpan<float> z = whitened.Slice(u * _width, _width);
                _variances[(block * _count) + u] = VectorMath.Dot(z, z);
            }
        }
    }

    private void WhitenInSpan(int block)
    {
        var curvature = (ISpanCurvature)context.Curvature;
        ReadOnlySpan<int> rows = _rows.AsSpan(0, _count);
        Span<float> columns = _columns.AsSpan(block * _lanes * _width, _lanes * _width);
        curvature.WhitenLanesInSpan(block, _whitened.AsSpan(0, _lanes * _width), _lanes, columns);
        Span<float> variances = _variances.AsSpan(block * _count, _count);
        for (int u = 0; u < _count; u++)
        {
            variances[u] = curvature.Span!.OutsideSquared[rows[u]];
        }
        for (int j = 0; j < _width; j++)
        {
            VectorMath.AddSquares(columns.Slice(j * _lanes, _count), variances);
        }
    }
}
