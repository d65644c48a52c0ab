using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>Products z(x)·z(u) of candidates and rows of <see cref="WhitenedSample"/>: how far a label of one moves the score of the other.</summary>
/// <remarks>
/// In the span of the labelled rows they are kept for all signals that ask, up to 64 MiB of them. Otherwise each request computes them anew.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class Pulls(SignalContext context)
{
    private const int MostValues = 16 << 20;

    private readonly OutsideProducts _outside = new(context);
    private float[] _values = [];
    private int _knownBlocks;
    private int _taken = -1;

    /// <summary>Drops all values: the learner was refitted or other candidates are shown.</summary>
    public void Forget()
    {
        _knownBlocks = 0;
        _outside.Forget();
    }

    /// <summary>Products of some candidates with every lane of the sample [count x lanes], 0 in lanes without a row; valid until the next call.</summary>
    /// <param name="block">Block of the curvature.</param>
    /// <param name="start">Place of the first of them among the candidates.</param>
    /// <param name="count">1..<see cref="WhitenedCandidates.ChunkRows"/>.</param>
    public ReadOnlySpan<float> Of(int block, int start, int count)
    {
        int lanes = context.WhitenedSample.Lanes;
        int size = context.Candidates.Length * lanes;
        if (!Know(block))
        {
            Span<float> some = Buffers.Reserve(ref _values, WhitenedCandidates.ChunkRows * lanes)[..(count * lanes)];
            Fill(block, start, count, some);
            return some;
        }
        return _values.AsSpan((block * size) + (start * lanes), count * lanes);
    }

    /// <summary>Computes all products that are kept.</summary>
    public void Prepare() => Know(context.Curvature.Blocks - 1);

    // Computes the kept products of blocks up to a given one; false if none are kept.
    private bool Know(int block)
    {
        int lanes = context.WhitenedSample.Lanes;
        int candidates = context.Candidates.Length;
        int taken = context.Pool.Labelled.Length + context.Pool.Pending.Length;
        if (_taken != taken)
        {
            // The sample is another one.
            Forget();
            _taken = taken;
        }
        if (CurvatureRows.SpanOf(context) is null || (long)candidates * lanes * context.Curvature.Blocks > MostValues)
        {
            return false;
        }
        int size = candidates * lanes;
        // It has the same length until all values are dropped, so that no known value is lost.
        Buffers.Reserve(ref _values, size * context.Curvature.Blocks);
        for (; _knownBlocks <= block; _knownBlocks++)
        {
            for (int first = 0; first < candidates; first += WhitenedCandidates.ChunkRows)
            {
                int rows = Math.Min(WhitenedCandidates.ChunkRows, candidates - first);
                Fill(_knownBlocks, first, rows, _values.AsSpan((_knownBlocks * size) + (first * lanes), rows * lanes));
            }
        }
        return true;
    }

    private void Fill(int block, int start, int count, Span<float> pulls)
    {
        ReadOnlySpan<float> columns = context.WhitenedSample.Columns(block);
        ReadOnlySpan<float> rows = context.Whitened.Rows(block, start, count);
        int lanes = pulls.Length / count;
        int width = rows.Length / count;
        if (CurvatureRows.SpanOf(context) is { } span)
        {
            _outside.Of(start, count).CopyTo(pulls);
            FloatProducts.Add(rows, width, count, columns, lanes, span.Rank + 1, pulls, lanes, lanes);
            return;
        }
        for (int i = 0; i < count; i++)
        {
            LaneProducts.Fill(rows.Slice(i * width, width), columns, pulls.Slice(i * lanes, lanes));
        }
    }
}
