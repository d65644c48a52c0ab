namespace RlQuery.Core.Signals;

/// <summary>max over members of KL(member || mean) / log(members), in [0, 1].</summary>
/// <remarks>
/// Source: McCallum and Nigam, "Employing EM and Pool-Based Active Learning for Text Classification" (1998), with the maximum over members that modAL
/// takes ("max disagreement"): the mean over members, of libact and scikit-activeml, equals <see cref="MutualInformationSignal"/> and would add nothing to it.
/// </remarks>
public sealed class KlDisagreementSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "kl-disagreement";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "largest Kullback-Leibler divergence of a member from the committee's mean, divided by log(members); in [0, 1]";

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.Problem.Classes;
        int block = context.Problem.Pool.Rows * classes;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        Span<float> mean = context.Floats(classes);
        float scale = 1 / MathF.Log(Committee.Size);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Disagreement.LargestDivergence(committee, block, context.Candidates[i] * classes, mean) * scale;
        }
    }
}
