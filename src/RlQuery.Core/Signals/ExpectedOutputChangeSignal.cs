using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>How far the predictions of 32 unlabelled rows are expected to move when the candidate is labelled, in [0, 1].</summary>
/// <remarks>
/// Source: Käding, Freytag, Rodner, Bodesheim and Denzler, "Active Learning and Discovery of Object Categories in the Presence of Unnameable Instances" (2015),
/// equation 3: the mean over rows and, by their probabilities, over labels of |f'(u) - f(u)|. Here f are probabilities, of which half the sum of the
/// differences counts, and in place of a refit the learner is moved along its curvature (<see cref="LabelStep"/>). Labels that are less probable than 1 % are
/// left out.
/// <para>
/// Cost: grows with the square of the number of classes. Peers: scikit-activeml (ExpectedModelOutputChange) has it for numbers, with a refit for every
/// candidate.
/// </para>
/// </remarks>
public sealed class ExpectedOutputChangeSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "expected-output-change";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["emoc"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "expected move of the predictions of 32 unlabelled rows by its label; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label is expected to move few predictions", "its label is expected to move predictions of other rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        values.Clear();
        if (values.IsEmpty)
        {
            return;
        }
        MovedPredictions moved = context.Moved;
        moved.Start(labelled: false);
        if (moved.Sampled == 0)
        {
            return;
        }
        Span<float> now = context.Floats(moved.Rows * context.ClassCount);
        moved.Now().CopyTo(now);
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(context.Candidates[i]);
            double expected = 0, weight = 0;
            for (int label = 0; label < p.Length; label++)
            {
                if (moved.Counts(i, label))
                {
                    ReadOnlySpan<float> after = moved.After(i, label, out _);
                    double change = 0;
                    for (int place = 0; place < now.Length; place++)
                    {
                        change += Math.Abs(after[place] - now[place]);
                    }
                    expected += p[label] * change;
                    weight += p[label];
                }
            }
            values[i] = (float)(expected / weight / (2 * moved.Sampled));
        }
    }
}
