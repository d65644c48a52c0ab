using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// The nearest middle rows of two small clusters: (1 + n) / 2 of their nearness n = m / (m + d), where d is their distance and m the mean one; n / 2 for other
/// pairs. In (0, 1].
/// </summary>
/// <remarks>
/// Source: T. Van Craenendonck, S. Dumančić and H. Blockeel, "COBRA: A Fast and Simple Method for Active Clustering with Pairwise Constraints" (2017),
/// algorithm 1: the closest pair of super-instances whose relation does not follow. There, the method ends with the last pair of medoids; here near pairs
/// follow.
/// </remarks>
public sealed class CobraSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "cobra";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs;

    /// <inheritdoc/>
    public string Description => "nearness of two rows, those that are the middle of small clusters before all others; in (0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("its rows are far apart or not in the middle of small clusters", "its rows are in the middle of near small clusters");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        bool[] medoid = new bool[state.Pairs.Asked];
        foreach (int row in SuperInstances.Of(context.Items).Medoids)
        {
            medoid[row] = true;
        }
        for (int i = 0; i < values.Length; i++)
        {
            (int a, int b) = (state.Pairs.First(context.Candidates[i]), state.Pairs.Second(context.Candidates[i]));
            float near = state.Nearness(a, b);
            values[i] = medoid[a] && medoid[b] ? (1 + near) / 2 : near / 2;
        }
    }
}
