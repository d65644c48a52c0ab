using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Samples.Tests.Own;

/// <summary>A signal of one's own: rank of a candidate's distance to the middle of the pool, which is 0 in standardised features.</summary>
internal sealed class PlainDistanceSignal : ISignal
{
    public string Name => "plain-distance";

    public int Version => 1;

    public Preference Preference => Preference.Lowest;

    public SignalNeeds Needs => SignalNeeds.Geometry;

    public string Description => "rank of the distance to the middle of the pool; in [0, 1]";

    public void Compute(SignalContext context, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<float> row = context.Items.Features.Row(context.Candidates[i]);
            values[i] = VectorMath.Dot(row, row);
        }
        Ranking.ToRanks(values, context.Floats(values.Length), context.Ints(values.Length));
    }
}
