using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Learners;

/// <summary>Trains a network of one hidden layer with dropout behind it: every step on all labelled rows, with a mask for each row.</summary>
/// <remarks>
/// The gradient of the mean log-loss is written out, a product for each layer. No tensor outlives the call.
/// Source of dropout: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting" (JMLR 2014).
/// </remarks>
internal static class DropoutTraining
{
    private const int Steps = 200;

    private static readonly AdamOptions Options = new() { LearningRate = 0.01, WeightDecay = 0.01 };

    /// <summary>Trains from weights drawn by a seed.</summary>
    /// <param name="pool">Where the rows are.</param>
    /// <param name="labelled">Rows of two classes at least.</param>
    /// <param name="hidden">Width of the hidden layer.</param>
    /// <param name="dropout">Share of hidden units that a step leaves out.</param>
    /// <param name="seed">Draws weights and masks.</param>
    public static DropoutWeights Train(FeatureMatrix pool, LabelledRows labelled, int hidden, double dropout, ulong seed)
    {
        torch.Device device = TorchRuntime.Initialize("cpu");
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        int rows = labelled.Count;
        int classes = labelled.Classes.Length;
        torch.Tensor x = TensorData.FromSpan(Inputs(pool, labelled), device, rows, pool.Columns + 1);
        (float[] targets, float[] shares) = Targets(labelled);
        torch.Tensor y = TensorData.FromSpan(targets, device, rows, classes);
        torch.Tensor weight = TensorData.FromSpan(shares, device, rows, 1);
        torch.Tensor mask = torch.zeros([rows, hidden], torch.float32, device);
        torch.Tensor ones = torch.ones([1, rows], torch.float32, device);
        var draws = new Pcg64(seed, "neural-network");
        using Parameter first = Draw(hidden, pool.Columns + 1, draws, device);
        using Parameter second = Draw(classes, hidden, draws, device);
        using var bias = new Parameter(torch.zeros([1, classes], torch.float32, device));
        var optimizer = new AdamOptimizer([("first", first), ("second", second), ("bias", bias)], Options);
        float[] kept = new float[rows * hidden];
        for (int step = 0; step < Steps; step++)
        {
            using DisposeScope inner = torch.NewDisposeScope();
            DropoutMask.Draw(draws, dropout, kept);
            TensorData.Fill(mask, kept);
            torch.Tensor active = x.mm(first.t()).relu_();
            torch.Tensor left = active.mul(mask);
            torch.Tensor scores = torch.addmm(bias, left, second.t(), 1, 1);
            torch.Tensor slopes = scores.softmax(1).sub_(y).mul_(weight);
            // After a ReLU, the output's sign is its derivative.
            torch.Tensor back = slopes.mm(second).mul_(mask).mul_(active.sign());
            optimizer.Step([back.t().mm(x), slopes.t().mm(left), ones.mm(slopes)]);
        }
        return new DropoutWeights(TensorData.ToArray(first), TensorData.ToArray(second), TensorData.ToArray(bias));
    }

    // The last input is 1, so that its weights are the hidden layer's biases.
    private static float[] Inputs(FeatureMatrix pool, LabelledRows labelled)
    {
        int width = pool.Columns + 1;
        float[] inputs = new float[labelled.Count * width];
        for (int i = 0; i < labelled.Count; i++)
        {
            pool.Row(labelled.Rows[i]).CopyTo(inputs.AsSpan(i * width));
            inputs[((i + 1) * width) - 1] = 1;
        }
        return inputs;
    }

    private static (float[] Targets, float[] Shares) Targets(LabelledRows labelled)
    {
        int classes = labelled.Classes.Length;
        float[] targets = new float[labelled.Count * classes];
        float[] shares = new float[labelled.Count];
        double total = 0;
        foreach (double weight in labelled.Weights)
        {
            total += weight;
        }
        for (int i = 0; i < shares.Length; i++)
        {
            targets[(i * classes) + labelled.Classes.IndexOf(labelled.Labels[i])] = 1;
            shares[i] = (float)(labelled.Weights[i] / total);
        }
        return (targets, shares);
    }

    // Uniform in ±1/sqrt(inputs), as PyTorch's Linear starts.
    private static Parameter Draw(int outputs, int inputs, Pcg64 draws, torch.Device device)
    {
        double bound = 1 / Math.Sqrt(inputs);
        float[] values = new float[outputs * inputs];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * draws.NextDouble()) - 1));
        }
        return new Parameter(TensorData.FromSpan(values, device, outputs, inputs));
    }
}
