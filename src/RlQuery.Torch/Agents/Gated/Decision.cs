namespace RlQuery.Torch.Agents.Gated;

/// <summary>A choice in an episode.</summary>
/// <param name="Rows">Signals of the shortlist, standardised over it [N x F].</param>
/// <param name="State">1, then the state values within their bounds [1 + G].</param>
/// <param name="Place">Place of the choice in the shortlist.</param>
/// <param name="Score">Score of the learner before the choice.</param>
/// <param name="Exploration">How widely was explored, as the agent measures it.</param>
internal sealed record Decision(float[] Rows, float[] State, int Place, double Score, double Exploration)
{
    /// <summary>What the choice was rewarded with.</summary>
    public double Reward { get; set; }
}
