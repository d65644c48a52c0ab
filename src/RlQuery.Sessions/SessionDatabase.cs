using Microsoft.Data.Sqlite;
using RlQuery.Core;

namespace RlQuery.Sessions;

/// <summary>The statements of a session's database; faults are SQLite's own.</summary>
internal sealed class SessionDatabase : IDisposable
{
    // "RlQs", in the header of the file.
    private const long Application = 0x526C5173;

    // The first had no annotators, and kept its end in a file of its own (session.db-wal); the second, of version 0.1, had no times; the third did not say what
    // else could have been asked.
    private const long FirstVersion = 1;
    private const long SecondVersion = 2;
    private const long ThirdVersion = 3;
    private const long Version = 4;

    // With a rollback journal all that was stored is in the one file, so that a copy of it alone lacks nothing; its journal is cut to nothing at the end of
    // each
    // transaction, and that too is flushed.
    private const string Journal = "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL";

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private long _version = Version;

    /// <param name="path">The file; made if there is none.</param>
    /// <param name="most">Who may read it at most, where it is made; SQLite's own files beside it are like it.</param>
    public SessionDatabase(string path, UnixFileMode most)
    {
        _path = path;
        if (!File.Exists(path))
        {
            FileModes.CreateFile(path, most, FileAccess.Write, FileShare.Read).Dispose();
        }
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 };
        _connection = new SqliteConnection(builder.ToString());
        try
        {
            _connection.Open();
            Execute("PRAGMA locking_mode=EXCLUSIVE");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether the file holds a session; an empty file does not.</summary>
    /// <exception cref="Core.InvalidInputException">It holds something else.</exception>
    public bool IsBegun()
    {
        long application = (long)Scalar("PRAGMA application_id")!;
        if (application == 0 && (long)Scalar("SELECT count(*) FROM sqlite_master")! == 0)
        {
            return false;
        }
        if (application != Application)
        {
            throw SessionFaults.Foreign(_path);
        }
        _version = (long)Scalar("PRAGMA user_version")!;
        if (_version is not (FirstVersion or SecondVersion or ThirdVersion or Version))
        {
            throw new Core.InvalidInputException($"{_path}: of version {_version}; this program reads versions {FirstVersion} to {Version}");
        }
        if (Scalar("PRAGMA integrity_check(1)") is not "ok")
        {
            throw SessionFaults.Damaged(_path, "SQLite's check of it fails");
        }
        return true;
    }

    /// <summary>Makes a session of an earlier version one of this; of this version, sets how it is written.</summary>
    public void Prepare()
    {
        Execute(Journal);
        if (_version != Version)
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            string annotator = _version == FirstVersion ? "ALTER TABLE events ADD COLUMN annotator TEXT; " : "";
            string time = _version == ThirdVersion ? "" : "ALTER TABLE events ADD COLUMN time TEXT; ";
            Execute($"{annotator}{time}PRAGMA user_version={Version}");
            transaction.Commit();
            _version = Version;
        }
    }

    /// <summary>Stores the beginning atomically.</summary>
    public void Begin(string settings, string columns, byte[] rows)
    {
        Execute(Journal);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        Execute(
            $"""
            PRAGMA application_id={Application};
            PRAGMA user_version={Version};
            CREATE TABLE beginning (settings TEXT NOT NULL, columns TEXT NOT NULL, rows BLOB NOT NULL);
            CREATE TABLE events (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, row INTEGER, class TEXT, hash BLOB NOT NULL, annotator TEXT, time TEXT);
            """);
        Execute("INSERT INTO beginning VALUES ($a, $b, $c)", settings, columns, rows);
        transaction.Commit();
    }

    /// <exception cref="Core.InvalidInputException">There is not exactly one.</exception>
    public (string Settings, string Columns, byte[] Rows) ReadBeginning()
    {
        using SqliteCommand command = Command("SELECT settings, columns, rows FROM beginning");
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) && !reader.IsDBNull(1) && !reader.IsDBNull(2)
            ? (reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2))
            : throw SessionFaults.Damaged(_path, "its beginning is missing");
    }

    public IEnumerable<(long Number, EventRow Event, byte[] Hash)> ReadEvents()
    {
        (string annotator, string time) = (_version == FirstVersion ? "NULL" : "annotator", _version is FirstVersion or SecondVersion ? "NULL" : "time");
        using SqliteCommand command = Command($"SELECT number, kind, row, class, hash, {annotator}, {time} FROM events ORDER BY number");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            var stored = new EventRow(
                reader.GetString(1), reader.GetValue(2) as long?, reader.GetValue(3) as string, reader.GetValue(5) as string, reader.GetValue(6) as string);
            yield return (reader.GetInt64(0), stored, reader.GetFieldValue<byte[]>(4));
        }
    }

    /// <summary>Stores events with their hashes, all or none.</summary>
    public void Append(IEnumerable<(EventRow Event, byte[] Hash)> events)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach ((EventRow next, byte[] hash) in events)
        {
            Execute(
                "INSERT INTO events (kind, row, class, hash, annotator, time) VALUES ($a, $b, $c, $d, $e, $f)", next.Kind, next.Row, next.Text, hash, next.By,
                next.At);
        }
        transaction.Commit();
    }

    /// <summary>Runs statements; parameters are $a, $b and so on.</summary>
    public void Execute(string statements, params object?[] values)
    {
        using SqliteCommand command = Command(statements, values);
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>The first value that a statement gives.</summary>
    public object? Scalar(string statement)
    {
        using SqliteCommand command = Command(statement);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string statements, params object?[] values)
    {
        SqliteCommand command = _connection.CreateCommand();
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
