using System.Runtime.InteropServices;
using TorchSharp;

namespace RlQuery.Torch.Tensors;

/// <summary>Copies between managed memory and tensors.</summary>
/// <remarks>
/// <c>torch.tensor(array)</c> computes on the array where it lies. Matrix products and reductions round differently with the alignment of
/// their memory, which garbage collection decides, so that the same run would end in other bytes. Torch's own memory is always
/// aligned to 64 bytes: what training reads is copied there first.
/// </remarks>
internal static class TensorData
{
    /// <summary>A tensor in torch's own memory.</summary>
    /// <param name="values">Values in row-major order.</param>
    /// <param name="device">Where the tensor is to lie.</param>
    /// <param name="shape">Its sizes; their product is the number of values.</param>
    public static torch.Tensor FromSpan(ReadOnlySpan<float> values, torch.Device device, params long[] shape) =>
        Copy(values, torch.float32, device, shape);

    /// <summary>A tensor of indices in torch's own memory.</summary>
    /// <param name="values">Values in row-major order.</param>
    /// <param name="device">Where the tensor is to lie.</param>
    /// <param name="shape">Its sizes; their product is the number of values.</param>
    public static torch.Tensor FromSpan(ReadOnlySpan<long> values, torch.Device device, params long[] shape) =>
        Copy(values, torch.int64, device, shape);

    /// <summary>The values of a tensor in row-major order.</summary>
    /// <param name="tensor">Of 32-bit floats, on any device.</param>
    public static float[] ToArray(torch.Tensor tensor)
    {
        float[] values = new float[tensor.numel()];
        CopyTo(tensor, values);
        return values;
    }

    /// <summary>Copies the values of a tensor in row-major order.</summary>
    /// <param name="tensor">Of 32-bit floats, on any device.</param>
    /// <param name="values">Receives them; as many as the tensor has.</param>
    public static void CopyTo(torch.Tensor tensor, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor read = IsPlain(tensor) ? tensor : tensor.detach().cpu().contiguous();
        Values(read).CopyTo(values);
        GC.KeepAlive(read);
    }

    /// <summary>Writes values into a tensor, in place.</summary>
    /// <param name="tensor">Of 32-bit floats, on any device.</param>
    /// <param name="values">Values in row-major order, as many as the tensor has.</param>
    public static void Fill(torch.Tensor tensor, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, tensor.numel(), nameof(values));
        if (values.IsEmpty)
        {
            return;
        }
        if (IsPlain(tensor))
        {
            values.CopyTo(Values(tensor));
            GC.KeepAlive(tensor);
            return;
        }
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        tensor.copy_(FromSpan(values, torch.CPU, tensor.shape));
    }

    /// <summary>Whether a tensor's memory can be read and written directly.</summary>
    private static bool IsPlain(torch.Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.is_contiguous();

    private static Span<float> Values(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static torch.Tensor Copy<T>(ReadOnlySpan<T> values, torch.ScalarType type, torch.Device device, long[] shape)
        where T : unmanaged
    {
        // What a thread computes on, it makes here first.
        TorchRuntime.KeepToOneThread();
        torch.Tensor tensor = torch.empty(shape, type, torch.CPU);
        if (tensor.numel() != values.Length)
        {
            tensor.Dispose();
            throw new ArgumentException($"{values.Length} values for a tensor of {string.Join(" x ", shape)}", nameof(values));
        }
        values.CopyTo(MemoryMarshal.Cast<byte, T>(tensor.bytes));
        GC.KeepAlive(tensor);
        return tensor.to(device);
    }
}
