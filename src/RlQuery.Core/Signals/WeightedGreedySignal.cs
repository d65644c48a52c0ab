using RlQuery.Core.Signals.Context;
namespace RlQuery.Core.Signals;

/// <summary>
/// Weighted sum of the distance to a labelled item in features and that of the prediction to the item's label, minimised over the labelled items (weighted
/// improved greedy sampling, WiGS), in [0, 1]. The weight of the features falls from 1 as queries are made.
/// </summary>
/// <remarks>
/// <para>Source: S.D. Nguyen, T. Russo, K. Hoffman and T.H. McCormick, "Adaptive Active Learning for Regression via Reinforcement Learning" (2026), which puts
/// a sum in the place of the product of <see cref="InputOutputDistanceSignal"/>. As in the authors' code, both distances are scaled to [0, 1] over all pairs
/// of a candidate and a labelled item, and the weight of the features after t queries is exp(-5t/T), where T is the number of candidates at the start.</para>
/// <para>That is the paper's decaying weight. Its main result has an agent that learns the weight while it queries, which is not here: a learned policy sees
/// both distances and weighs them itself. Items taken for the current batch count as queries, and as labelled with their predictions; the paper asks for one
/// at a time. 0 while nothing is labelled.</para>
/// </remarks>
public sealed class WeightedGreedySignal : ISignal
{
    private const double Decay = 5;

    /// <inheritdoc/>
    public string Name => "weighted-greedy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Numbers | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "weighted sum of both distances to the label where it is least, features first and numbers later; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("near a row whose number is known", "far from all rows whose numbers are known");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        NumberView numbers = context.Numbers;
        values.Fill(numbers.Known.IsEmpty ? 0 : float.PositiveInfinity);
        if (values.IsEmpty || numbers.Known.IsEmpty)
        {
            return;
        }
        Ranges(context, out (double Least, double Scale) inputs, out (double Least, double Scale) outputs);
        double weight = Math.Exp(-Decay * context.Queries / Math.Max(1, context.Items.Count - context.Pool.Started));
        ReadOnlySpan<double> predictions = numbers.Predictions;
        for (int m = 0; m < numbers.Known.Length; m++)
        {
            ReadOnlySpan<double> distances = numbers.Distances(m);
            for (int i = 0; i < values.Length; i++)
            {
                int item = context.Candidates[i];
                double input = inputs.Scale * (distances[item] - inputs.Least);
                double output = outputs.Scale * (Math.Abs(predictions[item] - numbers.Numbers[m]) - outputs.Least);
                values[i] = MathF.Min(values[i], (float)((weight * input) + ((1 - weight) * output)));
            }
        }
    }

    // Scale is 0 where all pairs are equally far.
    private static void Ranges(SignalContext context, out (double Least, double Scale) inputs, out (double Least, double Scale) outputs)
    {
        NumberView numbers = context.Numbers;
        ReadOnlySpan<double> predictions = numbers.Predictions;
        (double least, double most) = (double.PositiveInfinity, 0);
        (double closest, double farthest) = (double.PositiveInfinity, 0);
        for (int m = 0; m < numbers.Known.Length; m++)
        {
            ReadOnlySpan<double> distances = numbers.Distances(m);
            foreach (int item in context.Candidates)
            {
                (least, most) = (Math.Min(least, distances[item]), Math.Max(most, distances[item]));
                double gap = Math.Abs(predictions[item] - numbers.Numbers[m]);
                (closest, farthest) = (Math.Min(closest, gap), Math.Max(farthest, gap));
            }
        }
        inputs = (least, most > least ? 1 / (most - least) : 0);
        outputs = (closest, farthest > closest ? 1 / (farthest - closest) : 0);
    }
}
