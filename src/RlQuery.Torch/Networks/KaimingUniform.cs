using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;

namespace RlQuery.Torch.Networks;

/// <summary>Initial weights of a scoring network, drawn in managed code so that they depend only on the seed.</summary>
/// <remarks>
/// Weights and biases are uniform in ±1/sqrt(inputs), as PyTorch's Linear starts; the inputs of a gated linear network are its products of signal and state.
/// Source: K. He et al., "Delving Deep into Rectifiers" (ICCV 2015), section 2.2, with PyTorch's gain for a = sqrt(5).
/// </remarks>
public static class KaimingUniform
{
    /// <summary>Draws every layer, weights before biases, in row-major order.</summary>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="generator">Where the draws come from.</param>
    public static TensorFile Draw(NetworkShape shape, Pcg64 generator)
    {
        var file = new TensorFile();
        if (!shape.Pooled)
        {
            int count = shape.Signals * (1 + shape.StateValues);
            file.Add(NetworkShape.GateName, Uniform(count, 1 / Math.Sqrt(count), generator), shape.Signals, 1 + shape.StateValues);
        }
        for (int layer = 0; layer < shape.Layers && !shape.GatedLinear; layer++)
        {
            int inputs = shape.Inputs(layer);
            int outputs = shape.Outputs(layer);
            double bound = 1 / Math.Sqrt(inputs);
            file.Add(NetworkShape.WeightName(layer), Uniform(outputs * inputs, bound, generator), outputs, inputs);
            file.Add(NetworkShape.BiasName(layer), Uniform(outputs, bound, generator), outputs);
        }
        return file;
    }

    private static float[] Uniform(int count, double bound, Pcg64 generator)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(bound * ((2 * generator.NextDouble()) - 1));
        }
        return values;
    }
}
