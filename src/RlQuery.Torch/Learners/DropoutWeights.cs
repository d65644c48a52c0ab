namespace RlQuery.Torch.Learners;

/// <summary>Weights of a network with one hidden layer.</summary>
/// <param name="Hidden">[hidden x (features + 1)], the last of a row being its bias.</param>
/// <param name="Output">[classes with labels x hidden].</param>
/// <param name="Bias">[classes with labels].</param>
internal sealed record DropoutWeights(float[] Hidden, float[] Output, float[] Bias);
