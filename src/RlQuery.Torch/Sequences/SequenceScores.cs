using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Sequences;

/// <summary>How probable given answers are to a <see cref="TransformerNetwork"/>.</summary>
internal static class SequenceScores
{
    /// <summary>Scores answers, as <see cref="Hypothesis.Score"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sources">Entries of each source, ending with <see cref="SequenceVocabulary.End"/>.</param>
    /// <param name="answers">Entries of each answer, without an end.</param>
    /// <param name="device">Where it computes.</param>
    public static double[] Of(TransformerNetwork network, IReadOnlyList<int[]> sources, IReadOnlyList<int[]> answers, torch.Device device)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        torch.Tensor? mask = SequenceBatch.Mask(sources, device);
        torch.Tensor encoded = network.Encode(SequenceBatch.Entries(sources, device), mask);
        int[][] given = [.. answers.Select(answer => (int[])[SequenceVocabulary.Begin, .. answer])];
        torch.Tensor scores = network.Decode(SequenceBatch.Entries(given, device), network.Memory(encoded), mask).log_softmax(2);
        int[][] wanted = [.. answers.Select(answer => (int[])[.. answer, SequenceVocabulary.End])];
        torch.Tensor said = scores.gather(2, SequenceBatch.Entries(wanted, device).unsqueeze(2));
        float[] values = TensorData.ToArray(said);
        int longest = values.Length / wanted.Length;
        return [.. wanted.Select((answer, i) => values.AsSpan(i * longest, answer.Length).ToArray().Average(value => (double)value))];
    }
}
