using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.OwnParts;

/// <summary>The first feature: a heuristic at once.</summary>
public sealed class OwnSignal : ISignal
{
    public string Name => "own";

    public int Version => 1;

    public Preference Preference => Preference.Highest;

    public SignalNeeds Needs => SignalNeeds.Items;

    public string Description => "the first feature";

    public void Compute(SignalContext context, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = context.Items.Features.Row(context.Candidates[i])[0];
        }
    }
}
