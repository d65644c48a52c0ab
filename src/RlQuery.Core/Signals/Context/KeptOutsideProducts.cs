using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// <see cref="OutsideProducts"/> of all rows of a pool, which follow the span from label to label: a label takes one product of coordinates off each, and only
/// rows that are new in the sample begin anew.
/// </summary>
/// <param name="context">The state of the episode.</param>
internal sealed class KeptOutsideProducts(SignalContext context)
{
    private readonly int[] _sample = new int[WhitenedSample.Size];
    private readonly int[] _places = new int[WhitenedSample.Size];
    private float[] _products = [];
    private float[] _own = [];
    private float[] _others = [];
    private float[] _column = [];
    private SpanCoordinates? _span;
    private PoolProducts? _pairs;
    private int _count;
    private int _rank;
    private int _lanes;
    private int _generation = -1;

    /// <summary>Brings the products up to date.</summary>
    /// <param name="pairs">Products of whole rows.</param>
    /// <param name="span">The span.</param>
    /// <param name="sample">Pool rows of the sample; each may have lost some since the last call, and have new ones at the end.</param>
    /// <param name="lanes">Lanes of a row of products.</param>
    /// <returns>[pool x lanes], 0 in lanes without a row.</returns>
    public ReadOnlySpan<float> Follow(PoolProducts pairs, SpanCoordinates span, ReadOnlySpan<int> sample, int lanes)
    {
        int rows = context.Items.Count;
        Span<float> products = Buffers.Reserve(ref _products, rows * lanes);
        if (span != _span || pairs != _pairs || span.Generation != _generation || lanes != _lanes)
        {
            (_span, _pairs, _generation, _lanes, _count, _rank) = (span, pairs, span.Generation, lanes, 0, span.Rank);
            products.Clear();
        }
        DropRows(products, rows, sample);
        TakeOff(products, rows, span);
        for (; _count < sample.Length; _count++)
        {
            AddRow(products, rows, pairs, span, sample[_count]);
        }
        return products;
    }

    // Closes the gaps of rows that left the sample.
    private void DropRows(Span<float> products, int rows, ReadOnlySpan<int> sample)
    {
        int kept = 0;
        for (int u = 0; u < _count; u++)
        {
            if (kept < sample.Length && sample[kept] == _sample[u])
            {
                _sample[kept] = _sample[u];
                _places[kept++] = u;
            }
        }
        if (kept == _count)
        {
            return;
        }
        _count = kept;
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = products.Slice(i * _lanes, _lanes);
            for (int u = 0; u < kept;)
            {
                int last = u + 1;
                while (last < kept && _places[last] - _places[u] == last - u)
                {
                    last++;
                }
                row.Slice(_places[u], last - u).CopyTo(row[u..]);
                u = last;
            }
            row[kept..].Clear();
        }
    }

    private void TakeOff(Span<float> products, int rows, SpanCoordinates span)
    {
        int added = span.Rank - _rank;
        if (added == 0)
        {
            return;
        }
        Span<float> own = Buffers.Reserve(ref _own, rows * added);
        Span<float> others = Buffers.Reserve(ref _others, added * _lanes);
        others.Clear();
        for (int j = 0; j < added; j++)
        {
            ReadOnlySpan<float> coordinate = span.Coordinate(_rank + j);
            for (int i = 0; i < rows; i++)
            {
                own[(i * added) + j] = -coordinate[i];
            }
            for (int u = 0; u < _count; u++)
            {
                others[(j * _lanes) + u] = coordinate[_sample[u]];
            }
        }
        FloatProducts.Add(own, added, rows, others, _lanes, added, products, _lanes, _lanes);
        _rank = span.Rank;
    }

    private void AddRow(Span<float> products, int rows, PoolProducts pairs, SpanCoordinates span, int row)
    {
        Span<float> column = Buffers.Reserve(ref _column, pairs.Stride);
        pairs.Row(row).CopyTo(column);
        for (int j = 0; j < span.Rank; j++)
        {
            ReadOnlySpan<float> coordinate = span.Coordinate(j);
            VectorMath.AddScaled(-coordinate[row], coordinate, column);
        }
        for (int i = 0; i < rows; i++)
        {
            products[(i * _lanes) + _count] = column[i];
        }
        _sample[_count] = row;
    }
}
