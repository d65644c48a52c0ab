using RlQuery.Core.Numerics;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Tensors;

public sealed class SegmentsTests
{
    public SegmentsTests() => TorchRuntime.Initialize("cpu");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 0)]
    [InlineData(1000, 200)]
    public void Log_softmax_is_that_of_each_group(double scale, double shift)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        (float[] scores, long[] owners) = Draw(scale, shift);
        float[] actual = TensorData.ToArray(Segments.LogSoftmax(Tensor(scores), Indices(owners), 6));
        for (int i = 0; i < scores.Length; i++)
        {
            double[] group = [.. scores.Where((_, j) => owners[j] == owners[i]).Select(score => (double)score)];
            double expected = scores[i] - group.Max() - Math.Log(group.Sum(score => Math.Exp(score - group.Max())));
            Assert.Equal(expected, actual[i], 1e-5 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Sums_are_those_of_each_group_and_an_empty_one_has_none()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal([4f, 0, 6], TensorData.ToArray(Segments.Sum(Tensor([1, 2, 3, 4]), Indices([0, 2, 0, 2]), 3)));
    }

    [Fact]
    public void The_gradient_of_a_log_probability_is_that_of_the_softmax()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        (float[] values, long[] owners) = Draw(1, 0);
        torch.Tensor scores = Tensor(values).requires_grad_();
        torch.Tensor logs = Segments.LogSoftmax(scores, Indices(owners), 6);
        logs.index_select(0, Indices([4])).sum().backward();
        float[] gradient = TensorData.ToArray(scores.grad!);
        float[] probabilities = TensorData.ToArray(logs.exp());
        for (int i = 0; i < values.Length; i++)
        {
            double expected = owners[i] != owners[4] ? 0 : (i == 4 ? 1 : 0) - probabilities[i];
            Assert.Equal(expected, gradient[i], 1e-6);
        }
    }

    // Six groups of 1 to 40 values whose members do not lie together.
    private static (float[] Scores, long[] Owners) Draw(double scale, double shift)
    {
        var draws = new Pcg64(1);
        long[] ordered = [.. Enumerable.Range(0, 6).SelectMany(group => Enumerable.Repeat((long)group, 1 + (group * 8)))];
        long[] owners = [.. draws.Permutation(ordered.Length).Select(i => ordered[i])];
        return ([.. owners.Select(_ => (float)((scale * draws.NextGaussian()) + shift))], owners);
    }

    private static torch.Tensor Tensor(float[] values) => TensorData.FromSpan(values, torch.CPU, values.Length);

    private static torch.Tensor Indices(long[] values) => TensorData.FromSpan(values, torch.CPU, values.Length);
}
