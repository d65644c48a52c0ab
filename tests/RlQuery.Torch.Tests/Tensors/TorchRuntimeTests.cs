using RlQuery.Core;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Tensors;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Computes_on_one_thread()
    {
        Assert.Equal(DeviceType.CPU, TorchRuntime.Initialize("cpu").type);
        Assert.Equal(1, torch.get_num_threads());
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("CPU")]
    [InlineData("")]
    public void Refuses_an_unknown_device_by_name(string device)
    {
        var fault = Assert.Throws<InvalidInputException>(() => TorchRuntime.Initialize(device));
        Assert.Equal($"device: '{device}' is not allowed; use cpu or cuda", fault.Message);
    }

    [Fact]
    public void Refuses_cuda_where_there_is_none()
    {
        if (torch.cuda.is_available())
        {
            Assert.Equal(DeviceType.CUDA, TorchRuntime.Initialize("cuda").type);
        }
        else
        {
            Assert.StartsWith("device: cuda", Assert.Throws<InvalidInputException>(() => TorchRuntime.Initialize("cuda")).Message);
        }
    }

    [Fact]
    public void Every_thread_that_makes_tensors_computes_alone()
    {
        TorchRuntime.Initialize("cpu");
        (bool Before, bool After) one = (true, false);
        var thread = new Thread(() =>
        {
            bool before = TorchRuntime.IsOnOneThread;
            using TorchSharp.torch.Tensor made = TensorData.FromSpan([1f, 2], TorchSharp.torch.CPU, 2);
            one = (before, TorchRuntime.IsOnOneThread);
        });
        thread.Start();
        thread.Join();
        Assert.Equal((false, true), one);
    }
}
