using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// How plausible both of the two classes with most labels near the candidate still are, in [0, 1]: 1 where no label is near, 0 where labels agree, or where
/// many show that the classes mix.
/// </summary>
/// <remarks>
/// Source: Nguyen, Destercke and Hüllermeier, "Epistemic Uncertainty Sampling" (2019), for local counts n and p of labels: the smaller of max min(L(θ), 2θ - 1)
/// and max min(L(θ), 1 - 2θ), with L the likelihood θᵖ(1 - θ)ⁿ over its largest value. They have two classes; of more, the two with the largest kernel
/// counts (<see cref="KernelFrequencies"/>) are compared. A taken row counts with its predicted probabilities.
/// <para>
/// Cost: one pass over the pool for each label. Peers: scikit-activeml (EpistemicUncertaintySampling with a Parzen window classifier): the same number.
/// </para>
/// </remarks>
public sealed class EpistemicUncertaintySignal : ISignal
{
    private const int Bisections = 24;

    /// <inheritdoc/>
    public string Name => "epistemic-uncertainty";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["epistemic"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "plausibility of the less plausible of its two classes, by the labels near it; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("labels near it have settled what its class is", "too few labels near it to tell its class");

    /// <summary>The plausibility of the less plausible class.</summary>
    /// <param name="larger">Count of labels of one class, not smaller than the other.</param>
    /// <param name="smaller">Count of labels of the other.</param>
    internal static double Uncertainty(double larger, double smaller)
    {
        // The class with fewer labels is the less plausible one: θ, its share, is sought above 1/2, where L falls and 2θ - 1 rises.
        double largest = Weighted(larger, larger / (larger + smaller)) + Weighted(smaller, smaller / (larger + smaller));
        double low = 0.5, high = 1;
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            double likelihood = Math.Exp(Weighted(smaller, middle) + Weighted(larger, 1 - middle) - largest);
            (low, high) = likelihood > (2 * middle) - 1 ? (middle, high) : (low, middle);
        }
        return low + high - 1;
    }

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        KernelFrequencies frequencies = context.Frequencies;
        for (int i = 0; i < values.Length; i++)
        {
            (float larger, float smaller) = Numerics.Probability.TopTwo(frequencies.Of(context.Candidates[i]));
            values[i] = (float)Uncertainty(larger, smaller);
        }
    }

    private static double Weighted(double count, double share) => count == 0 ? 0 : count * Math.Log(share);
}
