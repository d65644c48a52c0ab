using RlQuery.Core.Learners;

namespace RlQuery.Core.Signals.Context;

/// <summary>The candidates' whitened rows and leverages (<see cref="ICurvature"/>), made once per step for all signals that ask.</summary>
/// <remarks>
/// Where the rows of all blocks would take more than 16 MiB, or 64 MiB in the span of the labelled rows, only the leverages are kept and rows are whitened
/// chunk by chunk whenever asked for.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class WhitenedCandidates(SignalContext context)
{
    /// <summary>Most rows of a request; a chunk stays in the cache.</summary>
    public const int ChunkRows = 256;

    private const int MostValues = 4 << 20;
    private const int MostInSpan = 16 << 20;

    private readonly CurvatureRows _own = new(context);
    private float[] _rows = [];
    private float[] _leverages = [];
    private int _whitenedBlocks;
    private int _measuredBlocks;

    /// <summary>Drops all values: the learner was refitted or other candidates are shown.</summary>
    public void Forget()
    {
        _own.Forget();
        _whitenedBlocks = 0;
        _measuredBlocks = 0;
    }

    /// <summary>Whitened rows of some candidates [count x width]; valid until the next call.</summary>
    /// <param name="block">Block of the curvature.</param>
    /// <param name="start">Place of the first of them among the candidates.</param>
    /// <param name="count">1..<see cref="ChunkRows"/>.</param>
    public ReadOnlySpan<float> Rows(int block, int start, int count)
    {
        ICurvature curvature = context.Curvature;
        ReadOnlySpan<int> candidates = context.Candidates;
        int width = CurvatureRows.WidthOf(context);
        int size = candidates.Length * width;
        if ((long)size * curvature.Blocks > (CurvatureRows.SpanOf(context) is null ? MostValues : MostInSpan))
        {
            Buffers.Reserve(ref _rows, ChunkRows * width);
            _own.Whiten(block, candidates.Slice(start, count), _rows);
            return _rows.AsSpan(0, count * width);
        }
        // It has the same length until all values are dropped, so that no known value is lost.
        Buffers.Reserve(ref _rows, size * curvature.Blocks);
        Buffers.Reserve(ref _leverages, candidates.Length * curvature.Blocks);
        for (; _whitenedBlocks <= block; _whitenedBlocks++)
        {
            Span<float> rows = _rows.AsSpan(_whitenedBlocks * size, size);
            _own.Whiten(_whitenedBlocks, candidates, rows);
            // While they are in the cache.
            _own.Measure(candidates, rows, _leverages.AsSpan(_whitenedBlocks * candidates.Length, candidates.Length));
        }
        _measuredBlocks = _whitenedBlocks;
        return _rows.AsSpan((block * size) + (start * width), count * width);
    }

    /// <summary>|z|² of every candidate; holds until other candidates are shown or the learner is refitted.</summary>
    /// <param name="block">Block of the curvature.</param>
    public ReadOnlySpan<float> Leverages(int block)
    {
        int count = context.Candidates.Length;
        return Leverages().Slice(block * count, count);
    }

    /// <summary>|z|² of every candidate in every block [blocks x candidates]; holds until other candidates are shown or the learner is refitted.</summary>
    public ReadOnlySpan<float> Leverages()
    {
        int count = context.Candidates.Length;
        int blocks = context.Curvature.Blocks;
        Buffers.Reserve(ref _leverages, count * blocks);
        while (_measuredBlocks < blocks)
        {
            int block = _measuredBlocks;
            for (int start = 0; start < count; start += ChunkRows)
            {
                int rows = Math.Min(ChunkRows, count - start);
                ReadOnlySpan<float> whitened = Rows(block, start, rows);
                if (_measuredBlocks == block)
                {
                    _own.Measure(context.Candidates.Slice(start, rows), whitened, _leverages.AsSpan((block * count) + start, rows));
                }
            }
            _measuredBlocks = Math.Max(_measuredBlocks, block + 1);
        }
        return _leverages.AsSpan(0, count * blocks);
    }
}
