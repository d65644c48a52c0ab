using System.Runtime.ExceptionServices;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Embeddings.Caching;
using RlQuery.MicrosoftML;

namespace RlQuery.Embeddings;

/// <summary>Computes the vectors of many contents: those that the cache has are read, the others are computed on all cores and kept as they come.</summary>
/// <param name="column">Name of the column, for progress.</param>
/// <param name="encoder">Whose vectors they are.</param>
/// <param name="options">Progress, cancellation and cache.</param>
/// <param name="keptAtOnce">Vectors that are written to the cache together, so that little is lost, and writing costs little.</param>
internal sealed class EmbeddingRun(string column, IColumnEncoder encoder, EncodingOptions options, int keptAtOnce)
{
    // Less is done before a person would look.
    private const int LeastShown = 256;

    private readonly Lock _gate = new();
    private readonly List<(byte[] Hash, float[] Vector)> _fresh = [];

    /// <summary>Why the cache was not used; null where it was, or none was wanted.</summary>
    public string? CacheFault { get; private set; }

    /// <summary>The vector of each content.</summary>
    /// <param name="hashes">The hash of encoder and content, each once.</param>
    /// <param name="dimensions">Length of a vector.</param>
    /// <param name="plan">Divides contents, given by their indices, into batches.</param>
    /// <param name="compute">Computes the vectors of a batch, on several threads at once. One of NaN is none, and is not kept.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public float[][] Compute(
        IReadOnlyList<byte[]> hashes, int dimensions, Func<int[], IReadOnlyList<int[]>> plan, Func<int[], float[][]> compute)
    {
        using var cache = EmbeddingCache.Open(options.Cache);
        float[]?[] vectors = cache.Read(hashes, dimensions);
        int[] missing = [.. Enumerable.Range(0, vectors.Length).Where(i => vectors[i] is null)];
        if (missing.Length > 0)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            Show(new EncodingTask(CellText.OneLine(column), encoder.Name, vectors.Length, vectors.Length - missing.Length), missing.Length, progress =>
                Compute(plan(missing), compute, cache, hashes, vectors, progress));
        }
        CacheFault = cache.Fault;
        return vectors!;
    }

    private void Compute(
        IReadOnlyList<int[]> batches, Func<int[], float[][]> compute, EmbeddingCache cache, IReadOnlyList<byte[]> hashes, float[]?[] vectors,
        IProgress<int>? progress)
    {
        int done = vectors.Count(vector => vector is not null);
        try
        {
            Parallel.ForEach(batches, Cores.All(options.Cancellation), batch =>
            {
                float[][] computed = compute(batch);
                lock (_gate)
                {
                    for (int i = 0; i < batch.Length; i++)
                    {
                        vectors[batch[i]] = computed[i];
                        if (Array.TrueForAll(computed[i], float.IsFinite))
                        {
                            _fresh.Add((hashes[batch[i]], computed[i]));
                        }
                    }
                    done += batch.Length;
                    progress?.Report(done);
                    if (_fresh.Count >= keptAtOnce)
                    {
                        Keep(cache);
                    }
                }
            });
        }
        catch (AggregateException several)
        {
            // Several threads may have met the same fault.
            ExceptionDispatchInfo.Throw(several.InnerExceptions.FirstOrDefault(fault => fault is InvalidInputException) ?? several.InnerExceptions[0]);
        }
        finally
        {
            Keep(cache);
        }
    }

    private void Keep(EmbeddingCache cache)
    {
        cache.Write(_fresh);
        _fresh.Clear();
    }

    private void Show(EncodingTask task, int missing, Action<IProgress<int>?> work)
    {
        if (options.Progress is { } progress && missing >= LeastShown)
        {
            progress.Track(task, work);
        }
        else
        {
            work(null);
        }
    }
}
