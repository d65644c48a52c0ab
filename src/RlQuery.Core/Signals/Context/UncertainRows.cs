using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// The rows with the smallest margins among the candidates and the rows of the batch, ten for each row that the batch will have with the next.
/// </summary>
/// <param name="context">The state of the episode.</param>
internal sealed class UncertainRows(SignalContext context)
{
    private const int PerQuery = 10;

    private float[] _margins = [];
    private float[] _sorted = [];
    private int[] _rows = [];
    private ulong[] _keys = [];

    /// <summary>Finds the rows; those whose margin is equal to that of the last belong to them too.</summary>
    /// <returns>Pool rows, in an order that depends on which rows of the data set they are, and not on their places in the pool.</returns>
    public ReadOnlySpan<int> Find()
    {
        ReadOnlySpan<int> candidates = context.Candidates, pending = context.Pool.Pending;
        int count = candidates.Length + pending.Length;
        Span<int> rows = Buffers.Reserve(ref _rows, count);
        candidates.CopyTo(rows);
        pending.CopyTo(rows[candidates.Length..]);
        Span<float> sorted = Buffers.Reserve(ref _sorted, count);
        Span<float> margins = Buffers.Reserve(ref _margins, context.Items.Count);
        for (int i = 0; i < count; i++)
        {
            (float first, float second) = Probability.TopTwo(context.ProbabilitiesOf(rows[i]));
            margins[rows[i]] = first - second;
            sorted[i] = first - second;
        }
        sorted.Sort();
        float last = sorted[Math.Min(count, PerQuery * (pending.Length + 1)) - 1];
        int found = 0;
        for (int i = 0; i < count; i++)
        {
            if (margins[rows[i]] <= last)
            {
                rows[found++] = rows[i];
            }
        }
        Span<ulong> keys = Buffers.Reserve(ref _keys, found);
        for (int i = 0; i < found; i++)
        {
            keys[i] = SeedSequence.Child(context.Seed, (ulong)context.Items.Rows[rows[i]]);
        }
        keys.Sort(rows[..found]);
        return rows[..found];
    }

    /// <summary>Difference of the two largest probabilities of a row that is a candidate or taken, in [0, 1].</summary>
    /// <param name="row">Pool row.</param>
    public float MarginOf(int row) => _margins[row];
}
