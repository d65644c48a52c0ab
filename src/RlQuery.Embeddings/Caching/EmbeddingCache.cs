using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using RlQuery.Core;

namespace RlQuery.Embeddings.Caching;

/// <summary>Embeddings that were computed before, in one SQLite file: a vector for each hash of encoder and content.</summary>
/// <remarks>
/// It may be lost at any time: where the file cannot be used, embeddings are computed again, and <see cref="Fault"/> says why. At
/// <see cref="MostBytes"/> of vectors those that were not used for longest make room. Several processes may use one file.
/// </remarks>
internal sealed class EmbeddingCache : IDisposable
{
    /// <summary>Largest size of all vectors, in bytes: 650,000 texts of 384 numbers.</summary>
    public const long MostBytes = 1_000_000_000;

    // A run that is killed in the middle of a write must not spoil the file, but may lose its last vectors.
    private const string Begin = """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS embeddings (hash BLOB PRIMARY KEY, vector BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS embeddings_used ON embeddings (used);
        """;

    // Seconds for which a write waits for another process, whose own writes take much less than one.
    private const int Patience = 60;

    private readonly string _path;
    private readonly List<byte[]> _read = [];
    private readonly long _most;
    private SqliteConnection? _connection;
    private long _turn;

    private EmbeddingCache(string path, long most) => (_path, _most) = (path, most);

    /// <summary>Where embeddings are kept unless one says otherwise: the user's folder for caches.</summary>
    public static string DefaultPath
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            string root = !string.IsNullOrEmpty(named) ? named
                : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Caches")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(root, "rlquery", "embeddings.db");
        }
    }

    /// <summary>Why the file is not used, or no longer.</summary>
    /// <value>Null while it is.</value>
    public string? Fault { get; private set; }

    /// <summary>Opens the file, or makes a new one that only its owner may read.</summary>
    /// <param name="path">The file; null for no cache.</param>
    /// <param name="most">Largest size of all vectors in bytes.</param>
    public static EmbeddingCache Open(string? path, long most = MostBytes)
    {
        var cache = new EmbeddingCache(path ?? "", most);
        if (path is not null)
        {
            cache.Guard(cache.Connect);
        }
        return cache;
    }

    /// <summary>The vectors that are there.</summary>
    /// <param name="hashes">Their keys.</param>
    /// <param name="dimensions">Length of a vector; others are passed over.</param>
    /// <returns>A vector for each key, null where there is none.</returns>
    public float[]?[] Read(IReadOnlyList<byte[]> hashes, int dimensions)
    {
        float[]?[] found = new float[hashes.Count][];
        Try(() =>
        {
            // Readers and a writer do not wait for each other.
            using SqliteTransaction transaction = _connection!.BeginTransaction(deferred: true);
            using SqliteCommand read = Command("SELECT vector FROM embeddings WHERE hash = $hash", transaction);
            SqliteParameter hash = read.Parameters.Add("$hash", SqliteType.Blob);
            for (int i = 0; i < found.Length; i++)
            {
                hash.Value = hashes[i];
                if (read.ExecuteScalar() is byte[] bytes && bytes.Length == dimensions * sizeof(float))
                {
                    float[] vector = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
                    found[i] = Array.TrueForAll(vector, float.IsFinite) ? vector : null;
                    _read.Add(hashes[i]);
                }
            }
            transaction.Commit();
        });
        return found;
    }

    /// <summary>Keeps vectors.</summary>
    /// <param name="vectors">Keys and vectors.</param>
    public void Write(IEnumerable<(byte[] Hash, float[] Vector)> vectors) => Try(() =>
    {
        using SqliteTransaction transaction = _connection!.BeginTransaction();
        using SqliteCommand write = Command("INSERT OR REPLACE INTO embeddings VALUES ($hash, $vector, $used)", transaction);
        SqliteParameter hash = write.Parameters.Add("$hash", SqliteType.Blob);
        SqliteParameter vector = write.Parameters.Add("$vector", SqliteType.Blob);
        write.Parameters.AddWithValue("$used", _turn);
        foreach ((byte[] key, float[] value) in vectors)
        {
            hash.Value = key;
            vector.Value = MemoryMarshal.AsBytes<float>(value).ToArray();
            write.ExecuteNonQuery();
        }
        transaction.Commit();
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        Try(MarkRead);
        Try(MakeRoom);
        Close();
    }

    private void Connect()
    {
        string full = Path.GetFullPath(_path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        try
        {
            FileModes.CreateFile(full, UnixFileMode.None, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(full))
        {
            // An earlier run made it, or another at this instant.
        }
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = full, Pooling = false, DefaultTimeout = Patience }.ToString());
        _connection.Open();
        using SqliteCommand begin = Command(Begin, null);
        begin.ExecuteNonQuery();
        using SqliteCommand last = Command("SELECT CAST(coalesce(max(used), 0) AS INTEGER) FROM embeddings", null);
        _turn = unchecked((long)last.ExecuteScalar()! + 1);
    }

    private void MarkRead()
    {
        foreach (byte[][] some in _read.Chunk(1000))
        {
            using SqliteTransaction transaction = _connection!.BeginTransaction();
            using SqliteCommand mark = Command("UPDATE embeddings SET used = $used WHERE hash = $hash AND used <> $used", transaction);
            SqliteParameter hash = mark.Parameters.Add("$hash", SqliteType.Blob);
            mark.Parameters.AddWithValue("$used", _turn);
            foreach (byte[] key in some)
            {
                hash.Value = key;
                mark.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }

    private void MakeRoom()
    {
        // A file within the limit holds no more than that, and its vectors need not be counted.
        using SqliteCommand whole = Command("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", null);
        if ((long)whole.ExecuteScalar()! <= _most)
        {
            return;
        }
        using SqliteCommand size = Command("SELECT coalesce(sum(length(vector)), 0) FROM embeddings", null);
        long over = (long)size.ExecuteScalar()! - _most;
        while (over > 0)
        {
            using SqliteCommand oldest = Command(
                """
                DELETE FROM embeddings WHERE hash IN (SELECT hash FROM embeddings ORDER BY used, hash LIMIT 100) RETURNING length(vector)
                """,
                null);
            using SqliteDataReader gone = oldest.ExecuteReader();
            long freed = 0;
            while (gone.Read())
            {
                freed += gone.GetInt64(0);
            }
            over -= Math.Max(freed, 1);
        }
    }

    private SqliteCommand Command(string text, SqliteTransaction? transaction)
    {
        SqliteCommand command = _connection!.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        return command;
    }

    private void Try(Action action)
    {
        if (_connection is not null)
        {
            Guard(action);
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or InvalidOperationException or InvalidCastException)
        {
            Fault = $"{_path}: the cache of embeddings is not used: {MessageText.Quote(e.Message)}; delete the file, or say --no-cache";
            Close();
        }
    }

    private void Close()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (SqliteException)
        {
            // Closing writes, and a full disk has been told of.
        }
        _connection = null;
    }
}
