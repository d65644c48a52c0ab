using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Products of the parts of candidates and of sampled rows outside the labelled rows' span: those of the whole rows, less those in the span. All blocks of the
/// curvature share them.
/// </summary>
/// <param name="context">The state of the episode.</param>
internal sealed class OutsideProducts(SignalContext context)
{
    private float[] _products = [];
    private float[] _candidates = [];
    private float[] _sample = [];
    private float[] _columns = [];
    private readonly KeptOutsideProducts _kept = new(context);
    private int _lanes = -1;

    /// <summary>Forgets all: other candidates, another sample or another span.</summary>
    public void Forget() => _lanes = -1;

    /// <summary>The products of some candidates with every lane of <see cref="WhitenedSample"/> [count x lanes], 0 in lanes without a row.</summary>
    /// <param name="start">Place of the first of them among the candidates.</param>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<float> Of(int start, int count)
    {
        Know();
        return _products.AsSpan(start * _lanes, count * _lanes);
    }

    private void Know()
    {
        if (_lanes == context.WhitenedSample.Lanes)
        {
            return;
        }
        _lanes = context.WhitenedSample.Lanes;
        ReadOnlySpan<int> sample = context.WhitenedSample.Rows;
        ReadOnlySpan<int> candidates = context.Candidates;
        Span<float> products = Buffers.Reserve(ref _products, candidates.Length * _lanes);
        SpanCoordinates span = CurvatureRows.SpanOf(context)!;
        // Where most rows are candidates, it pays to follow the span with all of them. The bits are the same.
        if (context.Products is { } pairs && 2 * candidates.Length > context.Items.Count)
        {
            ReadOnlySpan<float> all = _kept.Follow(pairs, span, sample, _lanes);
            for (int i = 0; i < candidates.Length; i++)
            {
                all.Slice(candidates[i] * _lanes, _lanes).CopyTo(products[(i * _lanes)..]);
            }
            return;
        }
        products.Clear();
        AddWhole(candidates, sample, products);
        int width = span.Rank + 1;
        Span<float> own = Buffers.Reserve(ref _candidates, candidates.Length * width);
        span.Gather(candidates, own);
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = -own[i];
        }
        Span<float> others = Buffers.Reserve(ref _sample, width * _lanes);
        span.GatherInLanes(sample, _lanes, others);
        FloatProducts.Add(own, width, candidates.Length, others, _lanes, span.Rank, products, _lanes, _lanes);
    }

    private void AddWhole(ReadOnlySpan<int> candidates, ReadOnlySpan<int> sample, Span<float> products)
    {
        if (context.Products is { } known)
        {
            for (int i = 0; i < candidates.Length; i++)
            {
                ReadOnlySpan<float> row = known.Row(candidates[i]);
                Span<float> target = products.Slice(i * _lanes, _lanes);
                for (int u = 0; u < sample.Length; u++)
                {
                    target[u] = row[sample[u]];
                }
            }
            return;
        }
        FeatureMatrix features = context.Items.Features;
        Span<float> columns = Buffers.Reserve(ref _columns, features.Columns * _lanes);
        columns.Clear();
        for (int u = 0; u < sample.Length; u++)
        {
            ReadOnlySpan<float> row = features.Row(sample[u]);
            for (int j = 0; j < row.Length; j++)
            {
                columns[(j * _lanes) + u] = row[j];
            }
        }
        for (int i = 0; i < candidates.Length; i++)
        {
            FloatProducts.Add(
                features.Row(candidates[i]), features.Columns, 1, columns, _lanes, features.Columns, products[(i * _lanes)..], _lanes, _lanes);
        }
    }
}
