using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Difference of the two largest decision values of support vector machines that pass through unlabelled rows where labels let them, relative to the largest
/// among the candidates, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Li, Ferng and Lin, "Active Learning Using Hint Information" (2015), with the absolute value for the loss of hints (<see cref="HintMachines"/>). They
/// have two classes, and ask where |f| is least; with two classes the difference is 2|f|.
/// <para>
/// Cost: a machine for each class, of all labelled rows and up to 256 hints. It does not look at the learner. Peers: libact (HintSVM): two classes, half of
/// the pool for hints, whose weight falls as labels come.
/// </para>
/// </remarks>
public sealed class HintMarginSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "hint-margin";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["hint-svm"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "difference of the two first decisions of machines that pass through unlabelled rows, relative to the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("on a boundary through many rows without labels", "far from a boundary through rows without labels");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        Span<float> decisions = context.Floats(values.Length * classes);
        context.Hints.Decide(decisions);
        for (int i = 0; i < values.Length; i++)
        {
            Span<float> own = decisions.Slice(i * classes, classes);
            int first = VectorMath.ArgMax(own);
            float largest = own[first];
            own[first] = float.NegativeInfinity;
            values[i] = largest - own[VectorMath.ArgMax(own)];
        }
        Largest.DivideBy(values);
    }
}
