using Microsoft.Data.Sqlite;
using RlQuery.Core;

namespace RlQuery.Annotators.Recording;

/// <summary>Every question to a model and its answer, in one SQLite file; the same question is never paid for twice.</summary>
/// <remarks>
/// An answer is found by the SHA-256 of model, settings and prompt. It is flushed to the disk as soon as it is there. A call that costs money is written down
/// before it begins: if the process is killed meanwhile, the call counts as spent. One process writes a record at a time; threads may share it.
/// </remarks>
public sealed class AnswerRecord : IDisposable
{
    // "RlQa", in the header of the file.
    private const long Application = 0x526C5161;
    private const long Version = 1;

    // Sums of whole numbers are exact. The last digit of a price per million tokens is 1e-6 of money, that of a token 1e-12.
    private const decimal PartsOfMoney = 1_000_000_000_000;

    // With a rollback journal all that was stored is in the one file.
    private const string Journal = "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL";

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly UnixFileMode _most;
    private SqliteConnection? _connection;

    private AnswerRecord(string path, UnixFileMode most) => (_path, _most) = (path, most);

    /// <summary>What all calls in it have cost, in money. A call that gave no answer counts with the most that it could cost.</summary>
    public decimal Spent
    {
        get
        {
            lock (_gate)
            {
                return _connection is null ? 0 : (long)Scalar("SELECT coalesce(sum(cost), 0) FROM calls")! / PartsOfMoney;
            }
        }
    }

    /// <summary>Number of answers in it.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _connection is null ? 0 : (int)(long)Scalar("SELECT count(*) FROM answers")!;
            }
        }
    }

    /// <summary>Opens a record. One that does not exist is made when there is something to store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Who may read it at most, where it is made; see <see cref="FileModes.Of"/>.</param>
    /// <exception cref="InvalidInputException">It is no record, or cannot be used.</exception>
    public static AnswerRecord Open(string path, UnixFileMode most = FileModes.Any)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"record: {path} is a folder; name a file");
        }
        var record = new AnswerRecord(path, most);
        if (File.Exists(path))
        {
            record.Connect();
        }
        return record;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    /// <summary>What was answered.</summary>
    /// <param name="key">The question.</param>
    /// <returns>Null where it was never asked.</returns>
    internal RecordedAnswer? Find(RecordKey key)
    {
        lock (_gate)
        {
            if (_connection is null)
            {
                return null;
            }
            using SqliteCommand find = Command("SELECT answer, refusal, input, output, cost, seconds FROM answers WHERE key = $a", key.Hash);
            using SqliteDataReader reader = find.ExecuteReader();
            return !reader.Read() ? null : new RecordedAnswer(
                reader.GetString(0), reader.GetValue(1) as string, reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4) / PartsOfMoney,
                reader.GetDouble(5));
        }
    }

    /// <summary>Writes down that a call begins.</summary>
    /// <param name="bound">The most that it can cost.</param>
    /// <returns>Its number.</returns>
    internal long Begin(decimal bound) => Write(() =>
        (long)Scalar("INSERT INTO calls (cost) VALUES ($a) RETURNING number", Parts(bound))!);

    /// <summary>Writes down what a call has cost that gave no answer.</summary>
    /// <param name="call">Its number.</param>
    /// <param name="cost">The cost.</param>
    internal void Settle(long call, decimal cost) => Write(() => Execute("UPDATE calls SET cost = $a WHERE number = $b", Parts(cost), call));

    /// <summary>Writes down an answer with what its call has cost.</summary>
    /// <param name="call">Number of the call.</param>
    /// <param name="key">The question.</param>
    /// <param name="answer">The answer.</param>
    internal void Keep(long call, RecordKey key, RecordedAnswer answer) => Write(() =>
    {
        using SqliteTransaction transaction = _connection!.BeginTransaction();
        Execute("UPDATE calls SET cost = $a WHERE number = $b", Parts(answer.Money), call);
        Execute(
            "INSERT OR REPLACE INTO answers VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i)", key.Hash, key.Model, key.Prompt, answer.Text, answer.Refusal,
            answer.InputTokens, answer.OutputTokens, Parts(answer.Money), answer.Seconds);
        transaction.Commit();
        return 1;
    });

    private static long Parts(decimal money) => (long)Math.Ceiling(money * PartsOfMoney);

    private T Write<T>(Func<T> write)
    {
        lock (_gate)
        {
            if (_connection is null)
            {
                Connect();
            }
            try
            {
                return write();
            }
            catch (SqliteException refused)
            {
                throw RecordFaults.OfWriting(_path, refused);
            }
        }
    }

    private void Connect()
    {
        try
        {
            if (!File.Exists(_path))
            {
                FileModes.CreateFile(_path, _most, FileAccess.Write, FileShare.Read).Dispose();
            }
            _connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 1 }.ToString());
            _connection.Open();
            Execute("PRAGMA locking_mode=EXCLUSIVE");
            bool begun = IsBegun();
            Execute(Journal);
            if (!begun)
            {
                Begin();
            }
        }
        catch (Exception failure)
        {
            _connection?.Dispose();
            _connection = null;
            throw failure is SqliteException refused ? RecordFaults.OfOpening(_path, refused) : failure;
        }
    }

    // An empty file becomes a record.
    private bool IsBegun()
    {
        long application = (long)Scalar("PRAGMA application_id")!;
        if (application == 0 && (long)Scalar("SELECT count(*) FROM sqlite_master")! == 0)
        {
            return false;
        }
        if (application != Application)
        {
            throw RecordFaults.Foreign(_path);
        }
        if ((long)Scalar("PRAGMA user_version")! is var version && version != Version)
        {
            throw new InvalidInputException($"record: {_path} is of version {version}; this program reads version {Version}");
        }
        return Scalar("PRAGMA quick_check(1)") is "ok" ? true : throw RecordFaults.Damaged(_path);
    }

    private void Begin()
    {
        using SqliteTransaction transaction = _connection!.BeginTransaction();
        Execute(
            $"""
            PRAGMA application_id={Application};
            PRAGMA user_version={Version};
            CREATE TABLE answers (key BLOB PRIMARY KEY, model TEXT NOT NULL, prompt TEXT NOT NULL, answer TEXT NOT NULL, refusal TEXT,
                input INTEGER NOT NULL, output INTEGER NOT NULL, cost INTEGER NOT NULL, seconds REAL NOT NULL) WITHOUT ROWID;
            CREATE TABLE calls (number INTEGER PRIMARY KEY, cost INTEGER NOT NULL);
            """);
        transaction.Commit();
    }

    private int Execute(string statements, params object?[] values)
    {
        using SqliteCommand command = Command(statements, values);
        return command.ExecuteNonQuery();
    }

    private object? Scalar(string statement, params object?[] values)
    {
        using SqliteCommand command = Command(statement, values);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string statements, params object?[] values)
    {
        SqliteCommand command = _connection!.CreateCommand();
#pragma warning disable CA2100 // Only texts of this file come here; what is stored goes through parameters.
        command.CommandText = statements;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${(char)('a' + i)}", values[i] ?? DBNull.Value);
        }
        return command;
    }
}
