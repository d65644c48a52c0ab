using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Tensors;

public sealed class TensorDataTests
{
    public TensorDataTests() => TorchRuntime.Initialize("cpu");

    [Fact]
    public void Values_come_back_in_row_major_order()
    {
        using torch.Tensor tensor = TensorData.FromSpan([1, 2, 3, 4, 5, 6f], torch.CPU, 2, 3);
        using torch.Tensor turned = tensor.t();
        Assert.Equal([1, 2, 3, 4, 5, 6], TensorData.ToArray(tensor));
        Assert.Equal([1, 4, 2, 5, 3, 6], TensorData.ToArray(turned));
        TensorData.Fill(turned, [9, 8, 7, 6, 5, 4f]);
        Assert.Equal([9, 7, 5, 8, 6, 4], TensorData.ToArray(tensor));
    }

    [Fact]
    public void Refuses_values_that_do_not_fill_the_shape() =>
        Assert.Throws<ArgumentException>(() => TensorData.FromSpan([1, 2, 3f], torch.CPU, 2, 2));

    /// <summary>With tensors over managed arrays, two of the five results differed here.</summary>
    [Fact]
    public void The_same_run_gives_the_same_bytes_wherever_its_arrays_lie()
    {
        string[] runs = [.. Enumerable.Range(0, 100).Select(Run).Distinct()];
        Assert.Single(runs);

        static string Run(int padding)
        {
            // An array of another length moves those that are made after it.
            byte[] shift = new byte[3 * padding];
            using var problem = new Regression(7);
            problem.Backward();
            GC.KeepAlive(shift);
            return string.Join(' ', problem.Gradients());
        }
    }
}
