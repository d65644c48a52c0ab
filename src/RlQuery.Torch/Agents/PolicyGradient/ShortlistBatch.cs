using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Gated;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents.PolicyGradient;

/// <summary>The shortlists of some choices as tensors; the caller's dispose scope owns them.</summary>
internal readonly struct ShortlistBatch
{
    /// <param name="decisions">At least one.</param>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="device">Where the tensors are to lie.</param>
    public ShortlistBatch(Decision[] decisions, NetworkShape shape, torch.Device device)
    {
        int width = shape.Signals;
        int stateWidth = 1 + shape.StateValues;
        int total = decisions.Sum(decision => decision.Rows.Length / width);
        float[] rows = new float[total * width];
        float[] states = new float[decisions.Length * stateWidth];
        long[] owners = new long[total];
        long[] chosen = new long[decisions.Length];
        int start = 0;
        for (int i = 0; i < decisions.Length; i++)
        {
            int count = decisions[i].Rows.Length / width;
            decisions[i].Rows.CopyTo(rows, start * width);
            decisions[i].State.CopyTo(states, i * stateWidth);
            owners.AsSpan(start, count).Fill(i);
            chosen[i] = start + decisions[i].Place;
            start += count;
        }
        Rows = TensorData.FromSpan(rows, device, total, width);
        States = TensorData.FromSpan(states, device, decisions.Length, stateWidth);
        Owners = TensorData.FromSpan(owners, device, total);
        Chosen = TensorData.FromSpan(chosen, device, decisions.Length);
    }

    /// <summary>All shortlists [sum N x F].</summary>
    public torch.Tensor Rows { get; }

    /// <summary>States [B x (1 + G)].</summary>
    public torch.Tensor States { get; }

    /// <summary>Choice that each row belongs to [sum N].</summary>
    public torch.Tensor Owners { get; }

    /// <summary>Row of each choice [B].</summary>
    public torch.Tensor Chosen { get; }
}
