namespace RlQuery.Torch.Agents.Imitation;

/// <summary>States for one update.</summary>
/// <param name="Contexts">Context of each state [states x C].</param>
/// <param name="Rows">Encoded candidates of all states [n x F].</param>
/// <param name="Values">Their centred and scaled values [n].</param>
/// <param name="Owners">State of each candidate [n].</param>
internal sealed record RankingBatch(float[] Contexts, float[] Rows, float[] Values, long[] Owners);
