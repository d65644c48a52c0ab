using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// How many open pairs the answer is expected to decide: log(1 + n) of their number over log(1 + N) of that of all pairs, in expectation over the answer. In
/// [0, 1].
/// </summary>
/// <remarks>
/// Source: this library. "Apart" decides the pairs between the two groups of rows; "together" also those between each group and what the other is apart from.
/// </remarks>
public sealed class ClosureGrowthSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "closure-growth";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Pairs | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "pairs that the answer is expected to decide, on a logarithmic scale; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("little follows from its answer", "much follows from its answer");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        LinkClosure closure = state.Closure;
        float all = MathF.Log(1 + state.Pairs.Count);
        var reach = new ClosureReach(closure);
        for (int i = 0; i < values.Length; i++)
        {
            int item = context.Candidates[i];
            int first = closure.GroupOf(state.Pairs.First(item));
            int second = closure.GroupOf(state.Pairs.Second(item));
            float between = (float)closure.SizeOf(first) * closure.SizeOf(second);
            float joined = between + reach.Of(first, second);
            float together = context.ProbabilitiesOf(item)[1];
            values[i] = ((together * MathF.Log(1 + joined)) + ((1 - together) * MathF.Log(1 + between))) / all;
        }
    }
}
