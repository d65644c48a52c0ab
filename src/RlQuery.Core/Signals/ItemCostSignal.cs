using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>The cost of the item's answer, c, against the geometric mean of all costs, g: c / (c + g), in (0, 1); 1/2 where all cost the same.</summary>
/// <remarks>
/// Source: this library. It is the logistic function of the difference of logarithms, so that costs of any unit may be far apart. That costs differ, and that a
/// strategy has to know or predict them, is shown in Settles, Craven and Friedland, "Active Learning with Real Annotation Costs" (2008).
/// </remarks>
public sealed class ItemCostSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "item-cost";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Items;

    /// <inheritdoc/>
    public string Description => "cost of the answer c against the geometric mean g of all costs, c / (c + g); 1/2 where all cost the same; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its answer is cheap", "its answer is dear");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        Items items = context.Items;
        if (!items.ArePriced)
        {
            values.Fill(0.5f);
            return;
        }
        if (items.CostsAreHidden)
        {
            CostForecast.Fill(context, values);
            return;
        }
        double logarithms = 0;
        int priced = 0;
        for (int item = 0; item < items.Count; item++)
        {
            // The class of a start row is certain, and costs nothing.
            if (items.PriceOf(item) is > 0 and double price)
            {
                logarithms += Math.Log(price);
                priced++;
            }
        }
        double mean = Math.Exp(logarithms / Math.Max(1, priced));
        for (int i = 0; i < values.Length; i++)
        {
            double own = items.PriceOf(context.Candidates[i]);
            values[i] = (float)(own / (own + mean));
        }
    }
}
