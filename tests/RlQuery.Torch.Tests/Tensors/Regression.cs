using RlQuery.Core.Numerics;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Tests.Tensors;

/// <summary>A small network on a small regression problem, the same for every instance of one seed.</summary>
internal sealed class Regression : IDisposable
{
    private readonly torch.Tensor _inputs;
    private readonly torch.Tensor _targets;

    public Regression(ulong seed)
    {
        var generator = new Pcg64(seed);
        _inputs = Gaussian(generator, 32, 6);
        _targets = Gaussian(generator, 32, 1);
        Network = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1));
        using IDisposable noGradient = torch.no_grad();
        foreach (Parameter parameter in Network.parameters())
        {
            using torch.Tensor values = Gaussian(generator, parameter.shape);
            parameter.copy_(values);
        }
    }

    public Sequential Network { get; }

    public void Backward()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.nn.functional.mse_loss(Network.forward(_inputs), _targets).backward();
    }

    public float[] Parameters() => [.. Network.parameters().SelectMany(parameter => TensorData.ToArray(parameter))];

    public float[] Gradients() => [.. Network.parameters().SelectMany(parameter => TensorData.ToArray(parameter.grad!))];

    public void Dispose()
    {
        Network.Dispose();
        _inputs.Dispose();
        _targets.Dispose();
    }

    private static torch.Tensor Gaussian(Pcg64 generator, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)generator.NextGaussian();
        }
        return TensorData.FromSpan(values, torch.CPU, shape);
    }
}
