using System.Runtime.InteropServices;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Sequences;

/// <summary>Searches for the answers that a <see cref="TransformerNetwork"/> thinks best: beam search, each entry once computed.</summary>
/// <remarks>
/// An answer ends where its end is among the best continuations. A search ends when the best answer is better per token than the best hypothesis, so that the
/// best answer has the highest log-probability per token (Y. Wu and others, "Google's Neural Machine Translation System", 2016, section 7, with the length
/// itself as penalty). Keeping one hypothesis is the greedy search.
/// </remarks>
/// <param name="network">The network.</param>
/// <param name="options">Its sizes, and how many hypotheses are kept.</param>
/// <param name="device">Where it computes.</param>
internal sealed class BeamSearch(TransformerNetwork network, TransformerOptions options, torch.Device device)
{
    /// <summary>Answers a batch of sources.</summary>
    /// <param name="sources">Entries of each, ending with <see cref="SequenceVocabulary.End"/>.</param>
    /// <returns>The best answer to each.</returns>
    public Hypothesis[] Answer(int[][] sources)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        torch.Tensor? mask = SequenceBatch.Mask(sources, device);
        using var state = new DecoderState(network.Memory(network.Encode(SequenceBatch.Entries(sources, device), mask)), mask);
        Search[] searches = [.. sources.Select((source, i) => new Search(i, Math.Min(options.MostTokens, (2 * source.Length) + 20), options.Beam))];
        var live = new List<Search>(searches);
        List<int> owners = [.. Enumerable.Range(0, sources.Length)];
        while (live.Count > 0)
        {
            using DisposeScope step = torch.NewDisposeScope();
            int width = Search.Width(options.Beam);
            long[] last = [.. live.SelectMany(search => search.Live).Select(hypothesis => (long)hypothesis.Last)];
            torch.Tensor scores = network.Decode(TensorData.FromSpan(last, device, last.Length, 1), state.Memory, state.Mask, state.Written);
            (torch.Tensor best, torch.Tensor entries) = scores.squeeze(1).log_softmax(1).topk(width, 1);
            float[] values = TensorData.ToArray(best);
            long[] chosen = Longs(entries);
            var parents = new List<long>();
            var nextOwners = new List<int>();
            int row = 0;
            foreach (Search search in live)
            {
                int rows = search.Live.Count;
                foreach (int parent in search.Extend(values.AsSpan(row * width), chosen.AsSpan(row * width)))
                {
                    parents.Add(row + parent);
                    nextOwners.Add(search.Source);
                }
                row += rows;
            }
            live.RemoveAll(search => search.Live.Count == 0);
            if (live.Count > 0 && !parents.SequenceEqual(Enumerable.Range(0, row).Select(i => (long)i)))
            {
                state.Reorder(TensorData.FromSpan(CollectionsMarshal.AsSpan(parents), device, parents.Count), !nextOwners.SequenceEqual(owners));
            }
            owners = nextOwners;
            state.Keep();
        }
        return [.. searches.Select(search => search.Best)];
    }

    private static long[] Longs(torch.Tensor tensor)
    {
        torch.Tensor read = tensor.cpu().contiguous();
        long[] values = MemoryMarshal.Cast<byte, long>(read.bytes).ToArray();
        GC.KeepAlive(read);
        return values;
    }

    /// <summary>An answer that has not ended.</summary>
    private sealed record Open(Open? Before, int Last, int Length, double LogProbability)
    {
        public int[] Entries()
        {
            int[] entries = new int[Length];
            Open hypothesis = this;
            for (int i = Length - 1; i >= 0; i--)
            {
                entries[i] = hypothesis.Last;
                hypothesis = hypothesis.Before!;
            }
            return entries;
        }
    }

    /// <summary>The search of one source.</summary>
    private sealed class Search(int source, int most, int beam)
    {
        private Hypothesis? _best;

        public int Source => source;

        public List<Open> Live { get; private set; } = [new Open(null, SequenceVocabulary.Begin, 0, 0)];

        public Hypothesis Best => _best!;

        /// <summary>How many entries of a hypothesis are looked at: enough for each to go on, whatever signs are among them.</summary>
        public static int Width(int beam) => (2 * beam) + 2;

        /// <summary>Continues each hypothesis by its best entries.</summary>
        /// <returns>Which of the hypotheses each of the new ones continues.</returns>
        public List<int> Extend(ReadOnlySpan<float> values, ReadOnlySpan<long> entries)
        {
            int width = Width(beam);
            var candidates = new List<(double LogProbability, int Parent, int Entry)>();
            for (int i = 0; i < Live.Count * width; i++)
            {
                candidates.Add((Live[i / width].LogProbability + values[i], i / width, (int)entries[i]));
            }
            var next = new List<Open>();
            var parents = new List<int>();
            foreach ((int rank, (double logProbability, int parent, int entry)) in candidates.OrderByDescending(candidate => candidate.LogProbability).Index())
            {
                Open before = Live[parent];
                if (entry == SequenceVocabulary.End && rank < beam)
                {
                    Finish(before, logProbability / (before.Length + 1));
                }
                else if (entry > SequenceVocabulary.End)
                {
                    next.Add(new Open(before, entry, before.Length + 1, logProbability));
                    parents.Add(parent);
                }
                if (next.Count == beam)
                {
                    break;
                }
            }
            if (_best?.Score >= next[0].LogProbability / next[0].Length)
            {
                (next, parents) = ([], []);
            }
            else if (next[0].Length >= most)
            {
                next.ForEach(hypothesis => Finish(hypothesis, hypothesis.LogProbability / hypothesis.Length));
                (next, parents) = ([], []);
            }
            Live = next;
            return parents;
        }

        private void Finish(Open hypothesis, double score)
        {
            if (_best is null || score > _best.Score)
            {
                _best = new Hypothesis(hypothesis.Entries(), score);
            }
        }
    }
}
