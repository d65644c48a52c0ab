using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Probability of a token of the text that the learner would predict: the geometric mean over its tokens, in [0, 1].</summary>
/// <remarks>
/// Source: the normalised log-probability of V. Zhao and others, "Active Learning Approaches to Enhancing Neural Machine Translation" (2020), without its
/// logarithm; least confidence of sequences is B. Settles and M. Craven, "An Analysis of Active Learning Strategies for Sequence Labeling Tasks" (2008).
/// </remarks>
public sealed class SentenceConfidenceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "sentence-confidence";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Lowest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Texts;

    /// <inheritdoc/>
    public string Description => "how sure the learner is of a token of the text that it would predict, as a geometric mean; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the model is unsure of its text", "the model is sure of its text");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<double> scores = context.Sentences.Scores;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Exp(scores[context.Candidates[i]]);
        }
    }
}
