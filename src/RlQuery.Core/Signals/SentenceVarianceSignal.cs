using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Standard deviation of the log-probability of a token between models of a committee, relative to the largest among the candidates, in [0, 1]; 0 for a learner
/// that is no committee.
/// </summary>
/// <remarks>
/// Source: dropout as a committee is Y. Gal and Z. Ghahramani, "Dropout as a Bayesian Approximation" (2016); for translations, M. Fomicheva and others,
/// "Unsupervised Quality Estimation for Neural Machine Translation" (2020).
/// </remarks>
public sealed class SentenceVarianceSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "sentence-variance";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Texts;

    /// <inheritdoc/>
    public string Description => "how much a committee's log-probabilities of a token vary, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("variants of the model are equally sure of its text", "variants of the model are not equally sure of it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        ReadOnlySpan<double> variances = context.Sentences.Variances;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Sqrt(variances[context.Candidates[i]]);
        }
        Largest.DivideBy(values);
    }
}
