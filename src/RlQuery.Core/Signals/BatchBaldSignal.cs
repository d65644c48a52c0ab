using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Mutual information of the member and the candidate's label that the labels of the batch would not give away, divided by log K, in [0, 1].
/// </summary>
/// <remarks>
/// Source: Kirsch, van Amersfoort and Gal, "BatchBALD: Efficient and Diverse Batch Acquisition for Deep Bayesian Active Learning" (2019), equations 8 to 12:
/// I(labels of the batch, label; member) less I(labels of the batch; member), with members of equal probability. Up to 512 joint labellings of the batch are
/// counted out; of more, 512 are drawn from the committee. Of the first row of a batch it is <see cref="MutualInformationSignal"/>. They choose a batch in this
/// greedy order too.
/// <para>
/// Cost: a committee, then up to 512 products for each class and member. Peers: scikit-activeml and baal (BatchBALD): the joint information in nats. The order
/// is the same.
/// </para>
/// </remarks>
public sealed class BatchBaldSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "batchbald";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "mutual information of its label with a committee beyond that of the batch, over log K; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("a committee agrees on it or the batch settles what it disagrees on", "a committee disagrees on it in a way that the batch does not settle");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        JointLabels joint = context.Joint;
        joint.Update();
        float scale = 1 / MathF.Log(Math.Max(2, context.ClassCount));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Clamp((float)joint.Information(context.Candidates[i]) * scale, 0, 1);
        }
    }
}
