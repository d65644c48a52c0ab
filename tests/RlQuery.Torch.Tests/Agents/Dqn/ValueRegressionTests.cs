using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Agents.Dqn;

public sealed class ValueRegressionTests
{
    public ValueRegressionTests() => TorchRuntime.Initialize("cpu");

    [Theory]
    [InlineData(9, 23, new[] { 64, 64 }, 256)]
    [InlineData(32, 0, new[] { 17 }, 33)]
    [InlineData(1, 0, new[] { 1 }, 1)]
    [InlineData(7, 3, new[] { 5, 33, 2 }, 40)]
    public void The_gradient_written_out_is_that_of_autograd(int signals, int context, int[] hidden, int size)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        var shape = new NetworkShape(signals, context, hidden);
        var draws = new Pcg64(1);
        using var network = new TorchScoringNetwork(shape, KaimingUniform.Draw(shape, draws), torch.CPU);
        torch.Tensor inputs = Gaussian(draws, size, signals + context);
        torch.Tensor targets = Gaussian(draws, size, 1);
        torch.Tensor owners = TensorData.FromSpan([.. Enumerable.Range(0, size).Select(i => (long)i)], torch.CPU, size);

        torch.Tensor scores = network.Forward(inputs.narrow(1, 0, signals), inputs.narrow(1, signals, context), owners);
        (scores * targets.squeeze(1)).mean().backward();
        torch.Tensor[] activations = network.Activations(inputs);
        float[] slopes = [.. TensorData.ToArray(targets).Select(target => target / size)];
        torch.Tensor[] gradients = network.Backward(inputs, activations, TensorData.FromSpan(slopes, torch.CPU, size, 1), torch.ones(1, size));

        AssertClose(TensorData.ToArray(scores), TensorData.ToArray(activations[^1]));
        for (int i = 0; i < gradients.Length; i++)
        {
            AssertClose(TensorData.ToArray(network.Parameters[i].Parameter.grad!), TensorData.ToArray(gradients[i]));
        }
    }

    [Fact]
    public void Steps_are_those_of_torchs_own_loss_and_optimiser()
    {
        const int Size = 24;
        var shape = new NetworkShape(6, 4, [16, 8]);
        TensorFile weights = KaimingUniform.Draw(shape, new Pcg64(2));
        using var ours = new TorchScoringNetwork(shape, weights, torch.CPU);
        using var stock = new TorchScoringNetwork(shape, weights, torch.CPU);
        using var regression = new ValueRegression(ours, new AdamOptimizer(ours.Parameters, new AdamOptions()), Size, torch.CPU);
        using var adam = torch.optim.Adam(stock.Parameters.Select(entry => entry.Parameter), 1e-3);
        var draws = new Pcg64(3);
        for (int step = 0; step < 50; step++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            // Targets far and near, so that both branches of the Huber loss are met.
            torch.Tensor inputs = Gaussian(draws, Size, 10);
            torch.Tensor targets = Gaussian(draws, Size);
            torch.Tensor importance = Gaussian(draws, Size).abs();
            torch.Tensor owners = TensorData.FromSpan([.. Enumerable.Range(0, Size).Select(i => (long)i)], torch.CPU, Size);
            adam.zero_grad();
            torch.Tensor values = stock.Forward(inputs.narrow(1, 0, 6), inputs.narrow(1, 6, 4), owners);
            torch.Tensor loss = (torch.nn.functional.smooth_l1_loss(values, targets, torch.nn.Reduction.None) * importance).mean();
            loss.backward();
            adam.step();

            double actual = regression.Step(
                TensorData.ToArray(inputs), TensorData.ToArray(targets), TensorData.ToArray(importance));
            Assert.Equal(TensorData.ToArray(loss)[0], actual, 1e-5);
            AssertClose(TensorData.ToArray(values), regression.Values);
        }
    }

    [Fact]
    public void A_step_allocates_the_same_little_whatever_its_size()
    {
        long small = Allocated(size: 8);
        long large = Allocated(size: 1024);
        Assert.InRange(large, 0, small + 512);
        Assert.InRange(small, 0, 20_000);
    }

    private static long Allocated(int size)
    {
        const int Steps = 20;
        var shape = new NetworkShape(6, 4, [16, 8]);
        using var network = new TorchScoringNetwork(shape, KaimingUniform.Draw(shape, new Pcg64(4)), torch.CPU);
        using var regression = new ValueRegression(network, new AdamOptimizer(network.Parameters, new AdamOptions()), size, torch.CPU);
        float[] inputs = new float[size * 10];
        float[] targets = new float[size];
        regression.Step(inputs, targets, targets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < Steps; step++)
        {
            regression.Step(inputs, targets, targets);
        }
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Steps;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float scale = expected.Length == 0 ? 1 : Math.Max(1e-3f, expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * scale));
    }

    private static torch.Tensor Gaussian(Pcg64 draws, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)draws.NextGaussian();
        }
        return TensorData.FromSpan(values, torch.CPU, shape);
    }
}
