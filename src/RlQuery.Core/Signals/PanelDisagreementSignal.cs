using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Mutual information of class and member as <see cref="MutualInformationSignal"/> has it, after all rows that a member vetoes: one that is sure of its class
/// takes the row out, unless another contradicts.
/// </summary>
/// <remarks>
/// Rows on which views are sure of different classes are the contention points of Muslea, Minton and Knoblock, "Selective Sampling with Redundant Views"
/// (2000). (1 + i) / 2 of a row that nobody vetoes and i / 2 of another, where i is the mutual information divided by log K. A member is sure from a
/// probability of 0.9 on, and contradicts if its most probable class is another one.
/// <para>
/// Largest first. Unit: half of a share of log K. Peers: not in the libraries compared.
/// </para>
/// </remarks>
public sealed class PanelDisagreementSignal : ISignal
{
    private const float Sure = 0.9f;

    /// <inheritdoc/>
    public string Name => "panel-disagreement";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "mutual information of a committee, below 1/2 where a member is sure and none contradicts; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("a model of the committee is sure of it and none contradicts", "models of the committee contradict each other over it");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int classes = context.ClassCount;
        int block = context.Items.Features.Rows * classes;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        Span<float> mean = context.Floats(classes);
        float scale = 1 / MathF.Log(Math.Max(2, classes));
        for (int i = 0; i < values.Length; i++)
        {
            int offset = context.Candidates[i] * classes;
            float information = MathF.Min(1, Disagreement.MutualInformation(committee, block, offset, mean) * scale);
            values[i] = (information + (IsVetoed(committee, block, offset, classes) ? 0 : 1)) / 2;
        }
    }

    private static bool IsVetoed(ReadOnlySpan<float> committee, int block, int offset, int classes)
    {
        int first = VectorMath.ArgMax(committee.Slice(offset, classes));
        bool sure = false;
        for (int start = offset; start < committee.Length; start += block)
        {
            ReadOnlySpan<float> own = committee.Slice(start, classes);
            int best = VectorMath.ArgMax(own);
            if (best != first)
            {
                return false;
            }
            sure |= own[best] >= Sure;
        }
        return sure;
    }
}
