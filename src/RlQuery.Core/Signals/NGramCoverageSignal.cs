using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Runs of up to three words that no labelled sentence has, each counted by the sentences of the pool that have it, for each word of the sentence; relative to
/// the largest among the candidates, in [0, 1].
/// </summary>
/// <remarks>
/// Source: M. Eck, S. Vogel and A. Waibel, "Low Cost Portability for Statistical Machine Translation based on N-gram Frequency and TF-IDF" (2005). Case is not
/// heeded. Runs of sentences that were taken for the batch count as labelled.
/// </remarks>
public sealed class NGramCoverageSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "ngram-coverage";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Texts;

    /// <inheritdoc/>
    public string Description => "how many runs of words that many sentences have are in no labelled one, for each word, relative to the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its words are in labelled sentences", "its words are in many sentences and in no labelled one");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        SentenceNGrams runs = context.NGrams;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)runs.UnseenPerWord(context.Candidates[i]);
        }
        Largest.DivideBy(values);
    }
}
