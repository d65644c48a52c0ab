using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// Normalized point-based uncertainty (NPU): the row is placed whose neighbourhood is most uncertain for each question that it takes, likely neighbourhoods
/// first.
/// </summary>
/// <remarks>
/// Source: S. Xiong, J. Azimi and X. Fern, "Active Learning of Constraints for Semi-Supervised Clustering" (2014), section 3: the entropy of the row's
/// neighbourhood over the expected number of questions until it is placed. There, probabilities are similarities of a random forest that learns the clusters;
/// here they are those of the learner, so that the signal works with each. While there is one neighbourhood only, the farthest row is placed.
/// </remarks>
public sealed class NpuSignal : NeighbourhoodSignal
{
    /// <inheritdoc/>
    public override string Name => "npu";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override SignalNeeds Needs => SignalNeeds.Pairs | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public override string Description => "rank of the row that the pair helps to place, by uncertainty over the questions that it takes; in [0, 1]";

    /// <inheritdoc/>
    public override (string Low, string High) Reasons => ("it places a row whose cluster is clear", "it places a row whose cluster is uncertain");

    /// <inheritdoc/>
    protected override void Score(SignalContext context, Span<float> scores)
    {
        PairState state = context.Pairs;
        if (state.Known.Count < 2)
        {
            ScoreByDistance(state, scores);
            return;
        }
        float[] shares = new float[state.Known.Count];
        for (int row = 0; row < scores.Length; row++)
        {
            state.Placement(context, row).CopyTo(shares);
            Array.Sort(shares);
            float entropy = 0;
            float questions = 0;
            for (int i = 0; i < shares.Length; i++)
            {
                entropy -= shares[i] > 0 ? shares[i] * MathF.Log(shares[i]) : 0;
                questions += (shares.Length - i) * shares[i];
            }
            scores[row] = entropy / questions;
        }
    }

    private protected override float Nearness(SignalContext context, int row, int place) => -context.Pairs.Placement(context, row)[place];
}
