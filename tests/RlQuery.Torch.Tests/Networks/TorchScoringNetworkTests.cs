using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Networks;

public sealed class TorchScoringNetworkTests
{
    public TorchScoringNetworkTests() => TorchRuntime.Initialize("cpu");

    [Theory]
    [InlineData(24, 60, new[] { 64, 64 }, 500)]
    [InlineData(18, 42, new[] { 32 }, 500)]
    [InlineData(1, 0, new[] { 1 }, 500)]
    [InlineData(7, 3, new[] { 17, 5, 33 }, 500)]
    public void Scores_as_the_managed_network_does(int signals, int context, int[] hidden, int batches)
    {
        var shape = new NetworkShape(signals, context, hidden);
        var generator = new Pcg64(1);
        using var network = new TorchScoringNetwork(shape, KaimingUniform.Draw(shape, generator), torch.CPU);
        var file = new TensorFile();
        network.Save(file);
        var managed = new ScoringNetwork(shape, file);
        for (int batch = 0; batch < batches; batch++)
        {
            Batch observations = Batch.Draw(generator, shape, observations: 4);
            float[] expected = Forward(network, observations);
            float[] actual = observations.Score(managed);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-5f * Math.Max(1, Math.Abs(expected[i])));
            }
        }
    }

    [Fact]
    public void Weights_go_out_and_come_back_unchanged()
    {
        var shape = new NetworkShape(5, 7, [8, 3]);
        TensorFile drawn = KaimingUniform.Draw(shape, new Pcg64(2));
        using var network = new TorchScoringNetwork(shape, drawn, torch.CPU);
        using var other = new TorchScoringNetwork(shape, KaimingUniform.Draw(shape, new Pcg64(3)), torch.CPU);
        other.CopyFrom(network);
        var saved = new TensorFile();
        other.Save(saved, "members.1.");
        Assert.Equal(6, saved.Names.Count);
        Assert.All(drawn.Names, name => Assert.Equal(drawn.Float32(name), saved.Float32("members.1." + name)));
    }

    [Fact]
    public void First_weights_depend_on_the_seed_alone_and_keep_their_bound()
    {
        var shape = new NetworkShape(20, 44, [100]);
        TensorFile drawn = KaimingUniform.Draw(shape, new Pcg64(4));
        float[] weights = drawn.Float32("layers.0.weight", 100, 64);
        Assert.Equal(weights, KaimingUniform.Draw(shape, new Pcg64(4)).Float32("layers.0.weight"));
        Assert.InRange(weights.Max(Math.Abs), 0.124f, 0.125f);
        Assert.InRange(weights.Average(), -0.003f, 0.003f);
        Assert.InRange(drawn.Float32("layers.1.bias")[0], -0.1f, 0.1f);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        var shape = new NetworkShape(3, 2, [6, 4]);
        var generator = new Pcg64(5);
        using var network = new TorchScoringNetwork(shape, KaimingUniform.Draw(shape, generator), torch.CPU);
        Batch observations = Batch.Draw(generator, shape, observations: 3);
        using (DisposeScope scope = torch.NewDisposeScope())
        {
            Scores(network, observations).sum().backward();
        }
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.Parameters)
        {
            float[] values = TensorData.ToArray(parameter);
            float[] gradient = TensorData.ToArray(parameter.grad!);
            double slope = (SumWith(0.01f) - SumWith(-0.01f)) / 0.02;
            Assert.True(Math.Abs(slope - gradient[0]) <= 0.02 * Math.Max(1, Math.Abs(slope)), $"{name}: {slope} and {gradient[0]}");

            double SumWith(float step)
            {
                float[] moved = [.. values];
                moved[0] += step;
                TensorData.Fill(parameter, moved);
                double sum = Forward(network, observations).Sum(score => (double)score);
                TensorData.Fill(parameter, values);
                return sum;
            }
        }
    }

    private static float[] Forward(TorchScoringNetwork network, Batch observations)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        return TensorData.ToArray(Scores(network, observations));
    }

    private static torch.Tensor Scores(TorchScoringNetwork network, Batch observations) => network.Forward(
        TensorData.FromSpan(observations.Candidates, torch.CPU, observations.Owners.Length, network.Shape.Signals),
        TensorData.FromSpan(observations.Contexts, torch.CPU, observations.Count, network.Shape.Context),
        TensorData.FromSpan(observations.Owners, torch.CPU, observations.Owners.Length));

    /// <summary>Random observations of 1..500 candidates, laid out flat.</summary>
    private sealed record Batch(NetworkShape Shape, int Count, float[] Candidates, float[] Contexts, long[] Owners)
    {
        public static Batch Draw(Pcg64 generator, NetworkShape shape, int observations)
        {
            long[] owners = [.. Enumerable.Range(0, observations).SelectMany(i => Enumerable.Repeat((long)i, 1 + generator.NextInt(500)))];
            return new Batch(
                shape, observations, Gaussian(generator, owners.Length * shape.Signals), Gaussian(generator, observations * shape.Context), owners);
        }

        public float[] Score(ScoringNetwork network)
        {
            float[] scores = new float[Owners.Length];
            for (int i = 0; i < Count; i++)
            {
                int first = Array.IndexOf(Owners, i);
                int size = Owners.Count(owner => owner == i);
                network.Score(
                    Candidates.AsSpan(first * Shape.Signals, size * Shape.Signals),
                    Contexts.AsSpan(i * Shape.Context, Shape.Context),
                    scores.AsSpan(first, size));
            }
            return scores;
        }

        private static float[] Gaussian(Pcg64 generator, int count)
        {
            float[] values = new float[count];
            for (int i = 0; i < count; i++)
            {
                values[i] = (float)generator.NextGaussian();
            }
            return values;
        }
    }
}
