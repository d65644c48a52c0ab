namespace RlQuery.Torch.Agents.Dqn;

/// <summary>One n-step transition.</summary>
/// <param name="Row">Encoded row of the chosen candidate [F].</param>
/// <param name="Context">Context of the state [C].</param>
/// <param name="Return">Discounted sum of the next n rewards.</param>
/// <param name="Discount">Discount of the state after them; 0 where the episode ended.</param>
/// <param name="NextContext">Context of that state [C]; empty where the episode ended.</param>
/// <param name="NextRows">Encoded rows of some of its candidates [M x F]; empty where the episode ended.</param>
internal sealed record Transition(float[] Row, float[] Context, float Return, float Discount, float[] NextContext, float[] NextRows);
