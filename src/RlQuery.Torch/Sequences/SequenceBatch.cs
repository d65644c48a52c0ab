using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Sequences;

/// <summary>Sequences of a batch side by side, filled up to the longest.</summary>
internal static class SequenceBatch
{
    /// <summary>Entries [B x longest], filled up with <see cref="SequenceVocabulary.Pad"/>.</summary>
    /// <param name="sequences">Entries of each.</param>
    /// <param name="device">Where the tensor is to lie.</param>
    public static torch.Tensor Entries(IReadOnlyList<int[]> sequences, torch.Device device)
    {
        int longest = sequences.Max(sequence => sequence.Length);
        long[] entries = new long[sequences.Count * longest];
        for (int i = 0; i < sequences.Count; i++)
        {
            for (int k = 0; k < sequences[i].Length; k++)
            {
                entries[(i * longest) + k] = sequences[i][k];
            }
        }
        return TensorData.FromSpan(entries, device, sequences.Count, longest);
    }

    /// <summary>What attention adds to its scores of a batch: 0 for entries, a large negative number for what is filled up.</summary>
    /// <param name="sequences">Entries of each.</param>
    /// <param name="device">Where the tensor is to lie.</param>
    /// <returns>[B x 1 x 1 x longest]; null if all are as long.</returns>
    public static torch.Tensor? Mask(IReadOnlyList<int[]> sequences, torch.Device device)
    {
        int longest = sequences.Max(sequence => sequence.Length);
        if (sequences.All(sequence => sequence.Length == longest))
        {
            return null;
        }
        float[] mask = new float[sequences.Count * longest];
        for (int i = 0; i < sequences.Count; i++)
        {
            mask.AsSpan((i * longest) + sequences[i].Length, longest - sequences[i].Length).Fill(-1e9f);
        }
        return TensorData.FromSpan(mask, device, sequences.Count, 1, 1, longest);
    }

    /// <summary>Batches of about the same length, so that little is filled up.</summary>
    /// <param name="lengths">Length of each sequence.</param>
    /// <param name="size">The most sequences of a batch.</param>
    /// <returns>Indices of each batch; sequences of one length keep the order in which they are given.</returns>
    public static List<int[]> ByLength(IEnumerable<(int Index, int Length)> lengths, int size) =>
        [.. lengths.OrderBy(entry => entry.Length).Select(entry => entry.Index).Chunk(size)];
}
