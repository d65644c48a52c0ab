using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>max over members of KL(member || mean) / log(members), in [0, 1].</summary>
/// <remarks>
/// Source: McCallum and Nigam, "Employing EM and Pool-Based Active Learning for Text Classification" (1998), with the maximum over members that modAL
/// takes ("max disagreement"): the mean over members, of libact and scikit-activeml, equals <see cref="MutualInformationSignal"/> and would add nothing to it.
/// <para>
/// Largest first. Unit: share of log(members); times that it is in nats. Peers: modAL: the maximum over the members, as here; libact and
/// scikit-activeml: the mean, which is mutual-information here; ALiPy: the sum, which is members times the mean. 0 log 0 is 0, where libact and ALiPy
/// give NaN.
/// </para>
/// </remarks>
public sealed class KlDisagreementSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "kl-disagreement";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["qbc-kl"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "largest Kullback-Leibler divergence of a member from the committee's mean, divided by log(members); in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("models of parts of the labels agree on it", "one model of a part of the labels contradicts the others");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        int block = context.Items.Features.Rows * classes;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        Span<float> mean = context.Floats(classes);
        float scale = 1 / MathF.Log(committee.Length / block);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Disagreement.LargestDivergence(committee, block, context.Candidates[i] * classes, mean) * scale;
        }
    }
}
