using RlQuery.Core;
using TorchSharp;

namespace RlQuery.Torch.Tensors;

/// <summary>Sets torch up for small networks, once, before anything else uses it.</summary>
/// <remarks>
/// Three rules for every loop that calls torch. First, work inside a <c>torch.NewDisposeScope()</c>: it keeps each tensor alive until
/// native code has read it, and frees it afterwards. Second, call nothing that makes a <see cref="Scalar"/> unseen: it can be finalised
/// while native code still reads it, which fails at random with "Expected false to be true". Those are bare numbers (<c>x * 0.5</c>,
/// <c>x.pow(2)</c>), but also <c>x + y</c>, <c>x.add(y)</c>, <c>x.add_(y)</c>, <c>square</c>, <c>softplus</c>, <c>elu</c> and <c>leaky_relu</c>
/// (<c>x - y</c>, <c>x * y</c> and <c>x / y</c> make none). Keep the scalar in a field or a <c>using</c>, as <see cref="AdamOptimizer"/> does.
/// Third, make tensors by <see cref="TensorData"/>, so that the same run ends in the same bytes.
/// </remarks>
public static class TorchRuntime
{
    [ThreadStatic]
    private static bool _isSet;

    /// <summary>Whether this thread computes alone: products of other threads are computed on every core.</summary>
    internal static bool IsOnOneThread => _isSet;

    /// <summary>
    /// Sets torch to one thread for what this thread computes. Torch's matrix products keep that number for each thread that calls them: on a thread where it
    /// was not set, small ones took a hundred times as long under load, and their sums could depend on the number of cores.
    /// </summary>
    internal static void KeepToOneThread()
    {
        if (!_isSet)
        {
            torch.set_num_threads(1);
            _isSet = true;
        }
    }

    /// <summary>Loads torch, sets it to one thread (small networks are slower on two), and chooses the device.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>.</param>
    /// <returns>The device to create tensors on.</returns>
    /// <exception cref="InvalidInputException">Another name, or <c>cuda</c> where there is none.</exception>
    public static torch.Device Initialize(string device)
    {
        if (device is not ("cpu" or "cuda"))
        {
            throw new InvalidInputException($"device: '{device}' is not allowed; use cpu or cuda");
        }
        KeepToOneThread();
        if (device == "cuda" && !torch.cuda.is_available())
        {
            throw new InvalidInputException("device: cuda is not available on this machine; use cpu");
        }
        return torch.device(device);
    }
}
