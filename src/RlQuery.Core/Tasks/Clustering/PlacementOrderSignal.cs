using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// Whether the answer places a row: 1 for a row that is in no neighbourhood and the likeliest one that it may still be in, 1/2 for the second, and so on; 0 for
/// other pairs. In [0, 1].
/// </summary>
/// <remarks>Source: the order of questions of S. Xiong, J. Azimi and X. Fern, "Active Learning of Constraints for Semi-Supervised Clustering" (2014).</remarks>
public sealed class PlacementOrderSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "placement-order";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "one over the rank of the neighbourhood in which the pair would place a row, 0 for other pairs; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("it compares no open row with its likeliest group", "it compares an open row with its likeliest group");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        for (int i = 0; i < values.Length; i++)
        {
            (int a, int b) = (state.Pairs.First(context.Candidates[i]), state.Pairs.Second(context.Candidates[i]));
            (int placeA, int placeB) = (state.Known.Of(a), state.Known.Of(b));
            values[i] = placeA < 0 == placeB < 0 ? 0 : placeA < 0 ? Order(context, a, placeB) : Order(context, b, placeA);
        }
    }

    private static float Order(SignalContext context, int row, int place)
    {
        ReadOnlySpan<float> shares = context.Pairs.Placement(context, row);
        int rank = 1;
        for (int other = 0; other < shares.Length; other++)
        {
            rank += shares[other] > shares[place] ? 1 : 0;
        }
        return 1f / rank;
    }
}
