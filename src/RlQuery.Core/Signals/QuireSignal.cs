using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// The least value among the candidates, over the candidate's own, of the regularised fit that is left when its worst label is added and all other labels are
/// the best, in [0, 1]: informative where the fit is torn between classes, representative where the kernel knows nothing yet.
/// </summary>
/// <remarks>
/// Source: Huang, Jin and Zhou, "Active Learning by Querying Informative and Representative Examples" (2010), equation 5, minimised over the candidate. With
/// L = (K + λI)⁻¹ they seek the least max over y(s) of the min over the labels of all other unlabelled rows of yᵀLy, labels relaxed to real numbers. That
/// minimum is the same form with the inverse of K + λI on the labelled rows and s alone, the Schur complement: a constant plus (y(s) - f(s))² / v(s), with f
/// and v the mean and variance of <see cref="KernelPosterior"/>. So no inverse over the pool is needed. With several classes, the values of one score for
/// each class are summed. A taken row has its own mean for a label. Its kernel has the width of scikit-activeml's, where libact and ALiPy have γ = 1.
/// <para>
/// Cost: for each label, one pass over the pool for each label before it; only the first 1024 labels count. It does not look at the learner. Peers: libact,
/// ALiPy and scikit-activeml (QUIRE): the value itself, two classes.
/// </para>
/// </remarks>
public sealed class QuireSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "quire";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "least fit among the candidates that their worst labels leave, over its own; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("labels near it have settled its class", "between classes or far from every label");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        QuireFit.Fill(context, values);
        float best = float.PositiveInfinity;
        foreach (float value in values)
        {
            best = MathF.Min(best, value);
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = best / values[i];
        }
    }
}
