using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Probability that the candidate has no label, as logistic regression tells labelled and taken rows from the others, in [0, 1].</summary>
/// <remarks>
/// Source: Gissin and Shalev-Shwartz, "Discriminative Active Learning" (2019), on the standardised features in place of a learned representation, with the
/// objective of <see cref="Learners.LogisticRegression"/>. They choose a batch in parts, and fit again after each; here it is fitted again after each row.
/// Of a large pool, 2048 rows without a label are fitted, drawn at random.
/// <para>
/// Cost: one fit of logistic regression to the pool for each choice. Peers: small-text and scikit-activeml (DiscriminativeAL): the same, with a classifier of
/// the user's.
/// </para>
/// </remarks>
public sealed class DiscriminativeSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "discriminative";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "probability that it has no label, by a model that tells labelled rows from others; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("easily taken for a labelled row", "easily told from the labelled rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<float> unlabelled = context.Discriminator.Unlabelled;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = unlabelled[context.Candidates[i]];
        }
    }
}
