using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>Some pool rows, which are whitened in one block after the other: in the span of the labelled rows if the learner offers it.</summary>
/// <param name="context">The state of the episode.</param>
internal sealed class CurvatureRows(SignalContext context)
{
    private float[] _coordinates = [];
    private int[] _rows = [];
    private int _count = -1;

    /// <summary>The pool in the span's coordinates; null where whole rows are whitened.</summary>
    public static SpanCoordinates? SpanOf(SignalContext context) => (context.Curvature as ISpanCurvature)?.Span;

    /// <summary>Values of a whitened row.</summary>
    public static int WidthOf(SignalContext context) =>
        SpanOf(context) is { } span ? FloatProducts.Pad(span.Rank + 1) : context.Curvature.WhitenedWidth;

    /// <summary>Forgets what was prepared: other rows come, or the learner was refitted.</summary>
    public void Forget() => _count = -1;

    /// <summary>Whitens rows.</summary>
    /// <param name="block">Block of the curvature.</param>
    /// <param name="rows">Pool rows; the same ones until the next <see cref="Forget"/> are prepared once.</param>
    /// <param name="whitened">Receives [rows x width].</param>
    public void Whiten(int block, ReadOnlySpan<int> rows, Span<float> whitened)
    {
        ICurvature curvature = context.Curvature;
        if (SpanOf(context) is not { } span)
        {
            curvature.Whiten(block, context.Items.Features, rows, whitened);
            return;
        }
        int width = span.Rank + 1;
        if (_count < 0 || !rows.SequenceEqual(_rows.AsSpan(0, _count)))
        {
            rows.CopyTo(Buffers.Reserve(ref _rows, rows.Length));
            _count = rows.Length;
            span.Gather(rows, Buffers.Reserve(ref _coordinates, rows.Length * width));
        }
        ((ISpanCurvature)curvature).WhitenInSpan(block, _coordinates.AsSpan(0, rows.Length * width), rows.Length, whitened);
    }

    /// <summary>Measures |z|² of whitened rows, their parts outside the span included.</summary>
    /// <param name="rows">Pool rows.</param>
    /// <param name="whitened">[rows x width].</param>
    /// <param name="squared">Receives one value for each.</param>
    public void Measure(ReadOnlySpan<int> rows, ReadOnlySpan<float> whitened, Span<float> squared)
    {
        int width = WidthOf(context);
        SpanCoordinates? span = SpanOf(context);
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> z = whitened.Slice(i * width, width);
            squared[i] = VectorMath.Dot(z, z);
            if (span is not null)
            {
                squared[i] += span.OutsideSquared[rows[i]];
            }
        }
    }
}
