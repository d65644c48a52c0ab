using Microsoft.Data.Sqlite;
using RlQuery.Core.Data;
using RlQuery.Embeddings.Caching;

namespace RlQuery.Embeddings.Tests;

public sealed class EmbeddingCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-cache-").FullName;

    private string File => Path.Combine(_folder, "inner", "embeddings.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_read_again_bit_for_bit()
    {
        float[] vector = [0.1f, -0f, float.Epsilon, 1e30f];
        using (var cache = EmbeddingCache.Open(File))
        {
            Assert.Null(cache.Read([[1], [2]], 4)[1]);
            cache.Write([([1], vector)]);
        }
        using var again = EmbeddingCache.Open(File);
        float[]?[] read = again.Read([[2], [1]], 4);
        Assert.Null(read[0]);
        Assert.Equal(vector.Select(BitConverter.SingleToInt32Bits), read[1]!.Select(BitConverter.SingleToInt32Bits));
        Assert.Null(again.Fault);
    }

    [Fact]
    public void A_vector_of_another_length_or_with_nan_is_not_read()
    {
        using var cache = EmbeddingCache.Open(File);
        cache.Write([([1], [1, 2, 3]), ([2], [1, float.NaN])]);
        Assert.Equal([null, null], cache.Read([[1], [2]], 2));
    }

    [Fact]
    public void Those_not_used_for_longest_make_room()
    {
        float[] vector = new float[100];
        for (int run = 0; run < 5; run++)
        {
            using var cache = EmbeddingCache.Open(File, most: 1200 * 400);
            cache.Read([.. Enumerable.Range(0, 500).Select(Key)], 100);
            cache.Write(Enumerable.Range(run * 500, 500).Select(i => (Key(i), vector)));
        }
        using var last = EmbeddingCache.Open(File);
        float[]?[] kept = last.Read([.. Enumerable.Range(0, 2500).Select(Key)], 100);
        Assert.InRange(kept.Count(one => one is not null), 1100, 1200);
        Assert.All(kept[..500], Assert.NotNull);
    }

    [Fact]
    public void A_damaged_file_is_told_of_and_the_vectors_are_computed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("this is no database", 500)));
        Table table = Texts.Table("a text", "another");
        EncodedColumn told = Texts.Find("minilm").Encode(table, new EncodingOptions { Cache = File });
        Assert.Contains("the cache of embeddings is not used", Assert.Single(told.Notes), StringComparison.Ordinal);
        Assert.Equal(Texts.Find("minilm").Encode(table).Rows, told.Rows);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_of()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "inner"), "");
        using var cache = EmbeddingCache.Open(File);
        Assert.Contains(File, cache.Fault, StringComparison.Ordinal);
        Assert.Equal([null], cache.Read([[1]], 2));
    }

    [Fact]
    public void Several_runs_share_a_file()
    {
        float[] vector = new float[384];
        Parallel.For(0, 8, run =>
        {
            using var cache = EmbeddingCache.Open(File);
            cache.Read([.. Enumerable.Range(0, 500).Select(Key)], 384);
            for (int part = 0; part < 10; part++)
            {
                cache.Write(Enumerable.Range((run * 500) + (part * 50), 50).Select(i => (Key(i), vector)));
            }
            Assert.Null(cache.Fault);
        });
        using var all = EmbeddingCache.Open(File);
        Assert.All(all.Read([.. Enumerable.Range(0, 4000).Select(Key)], 384), Assert.NotNull);
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        if (!OperatingSystem.IsWindows())
        {
            EmbeddingCache.Open(File).Dispose();
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public void Cached_and_computed_are_the_same_bytes_and_notes()
    {
        IColumnEncoder encoder = Texts.Find("minilm");
        Table table = Texts.Table("short", new string('x', 30_000), "short", null);
        EncodedColumn computed = encoder.Encode(table);
        for (int run = 0; run < 2; run++)
        {
            EncodedColumn cached = encoder.Encode(table, new EncodingOptions { Cache = File });
            Assert.Equal(computed.Rows, cached.Rows);
            Assert.Equal(computed.Notes, cached.Notes);
        }
    }

    [Fact]
    public void What_was_computed_before_a_cancellation_is_kept()
    {
        using var cancel = new CancellationTokenSource();
        string[] texts = [.. Enumerable.Range(0, 600).Select(i => string.Join(' ', Enumerable.Repeat($"w{i}", 1 + (i % 20))))];
        var options = new EncodingOptions { Cache = File, Cancellation = cancel.Token, Progress = new CancelAt(100, cancel) };
        Assert.Throws<OperationCanceledException>(() => Texts.Find("minilm").Encode(Texts.Table(texts), options));
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using SqliteCommand count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM embeddings";
        Assert.InRange((long)count.ExecuteScalar()!, 100, 599);
    }

    private static byte[] Key(int i) => BitConverter.GetBytes(i);

    private sealed class CancelAt(int cells, CancellationTokenSource source) : IEncodingProgress, IProgress<int>
    {
        public void Track(EncodingTask task, Action<IProgress<int>> work) => work(this);

        public void Report(int value)
        {
            if (value >= cells)
            {
                source.Cancel();
            }
        }
    }
}
