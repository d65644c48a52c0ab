using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// (J - J') / max(J, J') with J the risk of labelled and unlabelled rows and J' what it is expected to be after the candidate is labelled: the share of the
/// risk that goes, in [-1, 1].
/// </summary>
/// <remarks>
/// Source: Kapoor, Horvitz and Basu, "Selective Supervision: Guiding Supervised Learning with Decision-Theoretic Active Learning" (2007), with equal costs of
/// all errors and labels: the risk of a labelled row is 1 - p of its class, that of an unlabelled one Σ p(1 - p). Margineantu, "Active Cost-Sensitive
/// Learning" (2005), differs by the part that labelled rows have. In place of a refit, the learner is moved along its curvature (<see cref="LabelStep"/>),
/// which with more than two classes leaves out how their scores move each other.
/// Up to 32 unlabelled rows, drawn at random, stand for all, and the last 64 labelled rows; labels that are less probable than 1 % are left out.
/// <para>
/// Cost: grows with the square of the number of classes. Peers: scikit-activeml (ValueOfInformationEER): the risk itself, with a refit for every candidate and
/// class, on the whole pool.
/// </para>
/// </remarks>
public sealed class ValueOfInformationSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "value-of-information";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["voi"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Curvature;

    /// <inheritdoc/>
    public string Description => "share of the risk of labelled and unlabelled rows that the label is expected to remove; in [-1, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label is expected to leave the risk as it is", "its label is expected to lower the risk");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        values.Clear();
        if (values.IsEmpty)
        {
            return;
        }
        MovedPredictions moved = context.Moved;
        moved.Start(labelled: true);
        if (moved.Sampled == 0)
        {
            return;
        }
        double others = context.Pool.Unlabelled.Length - 1;
        ReadOnlySpan<int> sample = context.WhitenedSample.Rows[..moved.Sampled];
        Span<float> now = context.Floats(moved.Rows * context.ClassCount);
        moved.Now().CopyTo(now);
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            int own = sample.IndexOf(row);
            ReadOnlySpan<float> p = context.ProbabilitiesOf(row);
            double before = Risk(context, moved, now, own, others) + Unsure(p);
            double expected = 0, weight = 0;
            for (int label = 0; label < p.Length; label++)
            {
                if (moved.Counts(i, label))
                {
                    ReadOnlySpan<float> after = moved.After(i, label, out float right);
                    expected += p[label] * (Risk(context, moved, after, own, others) + 1 - right);
                    weight += p[label];
                }
            }
            double larger = Math.Max(before, expected / weight);
            values[i] = larger > 0 ? (float)((before - (expected / weight)) / larger) : 0;
        }
    }

    private static double Unsure(ReadOnlySpan<float> probabilities)
    {
        double sum = 0;
        foreach (float p in probabilities)
        {
            sum += p * (1 - p);
        }
        return sum;
    }

    // Of all rows but the candidate, whose place in the sample is given, or -1; the sample stands for all unlabelled ones.
    private static double Risk(SignalContext context, MovedPredictions moved, ReadOnlySpan<float> probabilities, int own, double others)
    {
        int classes = context.ClassCount;
        double sampled = 0, labelled = 0;
        for (int u = 0; u < moved.Sampled; u++)
        {
            sampled += u == own ? 0 : Unsure(probabilities.Slice(u * classes, classes));
        }
        for (int i = 0; i < moved.Labelled; i++)
        {
            labelled += 1 - probabilities[((moved.Sampled + i) * classes) + context.Pool.Labels[moved.LabelledPlace(i)]];
        }
        int count = moved.Sampled - (own < 0 ? 0 : 1);
        return labelled + (count == 0 ? 0 : sampled * others / count);
    }
}
