using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Expected gain of accuracy near the candidate from up to two labels there, times the density, relative to the largest among the candidates, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Kottke, Krempl, Lang, Teschner and Spiliopoulou, "Multi-Class Probabilistic Active Learning" (2016). With α = k + 1, k the kernel counts of labels
/// near the row (<see cref="KernelFrequencies"/>), and A their sum, the gain of m labels is Σ P(l) max(α + l) / (A + m) - max(α) / A over all counts l of m
/// labels, P(l) by the Dirichlet-multinomial distribution; the larger of the gains per label for m = 1 and 2 counts. A taken row counts with its predicted
/// probabilities. They have a batch chosen in this greedy way too.
/// <para>
/// Cost: one pass over the pool for each label. It looks at counts of labels, and at the learner for taken rows alone. Peers: scikit-activeml
/// (ProbabilisticAL): the gain itself, with one label by default.
/// </para>
/// </remarks>
public sealed class McpalSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "mcpal";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "expected gain of accuracy near it by up to two labels, times density, relative to the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("labels near it have settled the class", "a label would settle the class of the many rows near it");

    /// <summary>The gain per label.</summary>
    /// <param name="counts">Kernel counts of labels of each class.</param>
    /// <param name="sorted">Scratch of the same length.</param>
    internal static double Gain(ReadOnlySpan<float> counts, Span<double> sorted)
    {
        double total = 0;
        for (int k = 0; k < counts.Length; k++)
        {
            sorted[k] = counts[k] + 1.0;
            total += sorted[k];
        }
        sorted.Sort();
        double largest = sorted[^1];
        double one = 0, two = 0, below = 0;
        foreach (double alpha in sorted)
        {
            // Of two labels of different classes, that of the larger count decides.
            double raised = Math.Max(largest, alpha + 1);
            one += alpha * raised;
            two += (2 * alpha * below * raised) + (alpha * (alpha + 1) * Math.Max(largest, alpha + 2));
            below += alpha;
        }
        double now = largest / total;
        one = (one / (total * (total + 1))) - now;
        two = (two / (total * (total + 1) * (total + 2))) - now;
        return Math.Max(0, Math.Max(one, two / 2));
    }

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        KernelFrequencies frequencies = context.Frequencies;
        Span<double> sorted = context.ClassCount <= 256 ? stackalloc double[context.ClassCount] : new double[context.ClassCount];
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            values[i] = (float)Gain(frequencies.Of(row), sorted) * frequencies.Density[row];
        }
        Largest.DivideBy(values);
    }
}
