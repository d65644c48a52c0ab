using RlQuery.Core.Numerics;
using RlQuery.Torch.Tensors;
using TorchSharp;
using TorchSharp.Modules;

namespace RlQuery.Torch.Sequences;

/// <summary>Trains a <see cref="TransformerNetwork"/> to continue each answer as it was given (teacher forcing), with smoothed labels.</summary>
internal static class TransformerTraining
{
    /// <summary>Trains.</summary>
    /// <param name="network">The network; it starts from the weights that it has.</param>
    /// <param name="options">How.</param>
    /// <param name="pairs">Entries of sources and answers, each ending with <see cref="SequenceVocabulary.End"/>.</param>
    /// <param name="seed">Draws the order of the batches, and what is left out.</param>
    /// <param name="device">Where it computes.</param>
    /// <returns>Mean loss of the last pass, in nats per token.</returns>
    public static double Run(
        TransformerNetwork network, TransformerOptions options, IReadOnlyList<(int[] Source, int[] Answer)> pairs, ulong seed, torch.Device device)
    {
        var draws = new Pcg64(seed, "order");
        using var dropping = new torch.Generator(new Pcg64(seed, "dropout").NextUInt64(), device);
        var optimizer = new AdamOptimizer(
            network.Weights.All, new AdamOptions { LearningRate = options.LearningRate, Beta2 = 0.98, Epsilon = 1e-9, MaxGradientNorm = 1 });
        int batches = (pairs.Count + options.BatchPairs - 1) / options.BatchPairs;
        int steps = Math.Max(options.LeastSteps, options.Epochs * batches);
        network.Drop(dropping);
        double loss = 0;
        for (int step = 0; step < steps;)
        {
            List<int[]> pass = Batches(pairs, options.BatchPairs, draws);
            double sum = 0;
            int taken = 0;
            foreach (int[] batch in pass.TakeWhile(_ => step < steps))
            {
                optimizer.LearningRate = options.LearningRate * Slope(step++, steps);
                sum += Step(network, options, optimizer, [.. batch.Select(i => pairs[i].Source)], [.. batch.Select(i => pairs[i].Answer)], device);
                taken++;
            }
            loss = sum / taken;
        }
        network.Drop(null);
        return loss;
    }

    // Rises over the first tenth, and falls from there on.
    private static double Slope(int step, int steps)
    {
        double rising = Math.Max(1, steps / 10.0);
        return step < rising ? (step + 1) / (rising + 1) : (steps - step) / (steps - rising);
    }

    // Pairs of about the same length together; which of those of one length, and the order of the batches, are drawn anew for each pass.
    private static List<int[]> Batches(IReadOnlyList<(int[] Source, int[] Answer)> pairs, int size, Pcg64 draws)
    {
        List<int[]> batches = SequenceBatch.ByLength(
            draws.Permutation(pairs.Count).Select(i => (i, (1000 * pairs[i].Source.Length) + pairs[i].Answer.Length)), size);
        return [.. draws.Permutation(batches.Count).Select(i => batches[i])];
    }

    private static float Step(
        TransformerNetwork network, TransformerOptions options, AdamOptimizer optimizer, int[][] sources, int[][] answers, torch.Device device)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor? mask = SequenceBatch.Mask(sources, device);
        torch.Tensor encoded = network.Encode(SequenceBatch.Entries(sources, device), mask);
        int[][] given = [.. answers.Select(answer => (int[])[SequenceVocabulary.Begin, .. answer[..^1]])];
        torch.Tensor scores = network.Decode(SequenceBatch.Entries(given, device), network.Memory(encoded), mask);
        torch.Tensor loss = torch.nn.functional.cross_entropy(
            scores.view(-1, scores.shape[2]), SequenceBatch.Entries(answers, device).view(-1), ignore_index: SequenceVocabulary.Pad,
            label_smoothing: options.LabelSmoothing);
        optimizer.ZeroGrad();
        loss.backward();
        optimizer.Step();
        return TensorData.ToArray(loss)[0];
    }
}
