using System.Runtime.InteropServices;
using TorchSharp;

namespace RlQuery.Torch.Tensors;

/// <summary>Sums and softmaxes over ragged groups: many observations of different sizes in one flat tensor.</summary>
internal static class Segments
{
    /// <summary>Sum of each group.</summary>
    /// <param name="values">Flat values [n].</param>
    /// <param name="owners">Group of each value [n].</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>Sums [groups].</returns>
    public static torch.Tensor Sum(torch.Tensor values, torch.Tensor owners, long groups)
    {
        using Scalar one = 1.0.ToScalar();
        using var zeros = torch.zeros(groups, values.dtype, values.device);
        return zeros.index_add(0, owners, values, one);
    }

    /// <summary>Logarithm of the softmax within each group.</summary>
    /// <param name="scores">Flat scores [n].</param>
    /// <param name="owners">Group of each score [n].</param>
    /// <param name="groups">Number of groups, none empty.</param>
    /// <returns>Log-probabilities [n].</returns>
    public static torch.Tensor LogSoftmax(torch.Tensor scores, torch.Tensor owners, long groups)
    {
        torch.Tensor shifted = scores - Largest(scores, owners, groups).index_select(0, owners);
        return shifted - Sum(shifted.exp(), owners, groups).log().index_select(0, owners);
    }

    // The largest score of each group, as a constant: subtracted so that no exponential overflows.
    private static torch.Tensor Largest(torch.Tensor scores, torch.Tensor owners, long groups)
    {
        using torch.Tensor onHost = owners.cpu();
        float[] values = TensorData.ToArray(scores);
        float[] largest = new float[groups];
        Array.Fill(largest, float.NegativeInfinity);
        ReadOnlySpan<long> owner = MemoryMarshal.Cast<byte, long>(onHost.bytes);
        for (int i = 0; i < values.Length; i++)
        {
            largest[owner[i]] = MathF.Max(largest[owner[i]], values[i]);
        }
        GC.KeepAlive(onHost);
        return TensorData.FromSpan(largest, scores.device, groups);
    }
}
