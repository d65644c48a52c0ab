using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Networks;

public sealed class TorchGatedNetworkTests
{
    private const int Signals = 4;
    private const int States = 3;
    private const int Candidates = 11;

    private readonly Pcg64 _draws = new(5);

    public TorchGatedNetworkTests() => TorchRuntime.Initialize("cpu");

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 6 })]
    [InlineData(new[] { 6, 5 })]
    public void It_scores_as_the_policy_in_use_does(int[] hidden)
    {
        NetworkShape shape = Shape(hidden);
        TensorFile file = KaimingUniform.Draw(shape, _draws);
        using var network = new TorchGatedNetwork(shape, torch.CPU);
        float[] weights = [.. shape.Tensors.SelectMany(tensor => file.Float32(tensor.Name))];
        network.Load(weights);
        Assert.Equal(weights, network.Weights());

        float[] rows = Gaussian(Candidates * Signals);
        float[] context = Gaussian(shape.Context);
        float[] expected = new float[Candidates];
        IScoringNetwork.Create(shape, file).Clone().Score(rows, context, expected);
        float[] actual = TensorData.ToArray(Scores(network, rows, context));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 6, 5 })]
    public void Its_gradient_is_that_of_finite_differences(int[] hidden)
    {
        NetworkShape shape = Shape(hidden);
        TensorFile file = KaimingUniform.Draw(shape, _draws);
        using var network = new TorchGatedNetwork(shape, torch.CPU);
        float[] weights = [.. shape.Tensors.SelectMany(tensor => file.Float32(tensor.Name))];
        float[] rows = Gaussian(Candidates * Signals);
        float[] context = Gaussian(shape.Context);
        float[] factors = Gaussian(Candidates);
        network.Load(weights);
        float[] gradient = network.Gradient(Loss());
        for (int j = 0; j < weights.Length; j += 3)
        {
            float own = weights[j];
            weights[j] = own + 1e-3f;
            network.Load(weights);
            float above = TensorData.ToArray(Loss())[0];
            weights[j] = own - 1e-3f;
            network.Load(weights);
            float below = TensorData.ToArray(Loss())[0];
            weights[j] = own;
            Assert.Equal((above - below) / 2e-3f, gradient[j], 2e-2f);
        }

        torch.Tensor Loss() => (Scores(network, rows, context) * TensorData.FromSpan(factors, torch.CPU, Candidates)).sum();
    }

    [Fact]
    public void At_the_start_hidden_layers_add_nothing_and_the_last_one_can_learn()
    {
        NetworkShape shape = Shape([6]);
        double[] linear = [.. Gaussian(Signals * (1 + States)).Select(value => (double)value)];
        float[] start = Array.ConvertAll(TorchGatedNetwork.Start(shape, linear, _draws), value => (float)value);
        using var network = new TorchGatedNetwork(shape, torch.CPU);
        using var without = new TorchGatedNetwork(Shape([]), torch.CPU);
        network.Load(start);
        without.Load(Array.ConvertAll(linear, value => (float)value));
        float[] rows = Gaussian(Candidates * Signals);
        float[] context = Gaussian(shape.Context);
        Assert.Equal(TensorData.ToArray(Scores(without, rows, context)), TensorData.ToArray(Scores(network, rows, context)));
        float[] gradient = network.Gradient(Scores(network, rows, context).sum());
        Assert.Contains(gradient[^7..^1], value => value != 0);
    }

    private static NetworkShape Shape(int[] hidden) => new(Signals, States + (2 * Signals), hidden) { Gated = hidden.Length > 0 };

    private static torch.Tensor Scores(TorchGatedNetwork network, float[] rows, float[] context)
    {
        var scale = new ShortlistScale(Signals);
        float[] standardised = [.. rows];
        scale.Measure(standardised);
        scale.Standardise(standardised);
        float[] state = [1, .. context.Take(States).Select(GatedLinearNetwork.Bounded)];
        return network.Forward(
            TensorData.FromSpan(standardised, torch.CPU, Candidates, Signals), TensorData.FromSpan(state, torch.CPU, 1, 1 + States),
            TensorData.FromSpan(new long[Candidates], torch.CPU, Candidates));
    }

    private float[] Gaussian(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)_draws.NextGaussian())];
}
