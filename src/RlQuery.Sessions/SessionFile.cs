using System.Text.Json;
using Microsoft.Data.Sqlite;
using RlQuery.Core;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Labelling;

namespace RlQuery.Sessions;

/// <summary>A labelling session on disk: one SQLite file, <c>session.db</c>, to which events are only appended.</summary>
/// <remarks>
/// Rollback journal with synchronous=FULL: when <see cref="Append"/> returns, the events are on the disk and in the one file, and a process killed at any
/// moment loses none that were. One process has a session at a time. Each event carries a hash over the beginning and all events up to it. A session of an
/// earlier version, without annotators or times, becomes one of this when it is opened. Not thread-safe.
/// </remarks>
public sealed class SessionFile : ILabellingLog, IDisposable
{
    /// <summary>Name of the file in the session's folder.</summary>
    public const string FileName = "session.db";

    private static readonly JsonSerializerOptions Json = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly string _folder;
    private readonly OutputLock _taken;
    private readonly SessionLock _lock;
    private readonly SessionDatabase _database;
    private readonly EventChain _chain;

    private SessionFile(
        string folder, OutputLock taken, SessionLock locked, SessionDatabase database, SessionSettings settings, TableFingerprint table, EventChain chain)
    {
        _folder = folder;
        _taken = taken;
        _lock = locked;
        _database = database;
        _chain = chain;
        Settings = settings;
        Table = table;
    }

    /// <summary>What the session was begun with.</summary>
    public SessionSettings Settings { get; }

    /// <summary>The table that it was begun with.</summary>
    public TableFingerprint Table { get; }

    /// <summary>The events that were stored before, in their order.</summary>
    public IReadOnlyList<LabellingEvent> Events { get; private init; } = [];

    /// <summary>The database, for tests that fill its disk.</summary>
    internal SessionDatabase Database => _database;

    /// <summary>Makes a session one's own before anything is read; it need not exist.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="InvalidInputException">Another process has it, which is named.</exception>
    public static OutputLock Reserve(string folder) => OutputLock.Take(folder, "session");

    /// <summary>Begins a session. Nobody may read it who may not read the file of its table.</summary>
    /// <param name="folder">A folder that does not exist, or is empty.</param>
    /// <param name="settings">What it is begun with.</param>
    /// <param name="table">The table that is labelled.</param>
    /// <param name="reserved">What <see cref="Reserve"/> gave, which is the session's from here on; null where nobody has reserved it.</param>
    /// <exception cref="InvalidInputException">The folder holds a session or other files, cannot be written to, or another process has it.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public static SessionFile Begin(string folder, SessionSettings settings, TableFingerprint table, OutputLock? reserved = null)
    {
        UnixFileMode most = FileModes.Of(settings.Data);
        return Guard(folder, reserved, most, () => Prepare(folder, most), (own, taken, database) =>
        {
            if (database.IsBegun())
            {
                throw new InvalidInputException($"session: {folder} holds a session already; go on with --resume, or name another folder");
            }
            string text = JsonSerializer.Serialize(settings);
            byte[] rows = table.ToBytes();
            database.Begin(text, table.Columns, rows);
            return new SessionFile(folder, own, taken, database, settings, table, new EventChain(text, table.Columns, rows));
        });
    }

    private static void Prepare(string folder, UnixFileMode most)
    {
        RefuseOthers(folder);
        FileModes.CreateFolder(folder, most);
    }

    /// <summary>Opens a session that was begun before.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="InvalidInputException">There is no session, it is damaged or of another kind, or another process uses it.</exception>
    public static SessionFile Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw None(folder);
        }
        return Guard(folder, null, FileModes.Any, () => { }, (own, taken, database) =>
        {
            if (!database.IsBegun())
            {
                throw None(folder);
            }
            (string text, string columns, byte[] rows) = database.ReadBeginning();
            var chain = new EventChain(text, columns, rows);
            var events = new List<LabellingEvent>();
            foreach ((long number, EventRow stored, byte[] hash) in database.ReadEvents())
            {
                if (stored.ToEvent() is not { } happened || number != events.Count + 1 || !hash.AsSpan().SequenceEqual(EventChain.Next(chain.Value, stored)))
                {
                    throw SessionFaults.Damaged(path, $"event {events.Count + 1} is not what was stored");
                }
                events.Add(happened);
                chain.Advance(hash);
            }
            RefuseHalfImports(path, events);
            SessionSettings settings = Parse(text) ?? throw SessionFaults.Damaged(path, "its settings cannot be read");
            database.Prepare();
            return new SessionFile(folder, own, taken, database, settings, TableFingerprint.FromBytes(columns, rows), chain) { Events = events };
        });
    }

    /// <inheritdoc/>
    public void Append(params IReadOnlyList<LabellingEvent> next)
    {
        byte[] hash = _chain.Value;
        try
        {
            _database.Append(next.Select(EventRow.Of).Select(row => (row, hash = EventChain.Next(hash, row))));
        }
        catch (SqliteException refused)
        {
            throw SessionFaults.OfWriting(_folder, refused);
        }
        _chain.Advance(hash);
    }

    /// <summary>Replays the events that were stored before.</summary>
    /// <param name="state">The session as it began; changed.</param>
    /// <exception cref="InvalidInputException">An event cannot have happened: the file is damaged.</exception>
    public void Replay(LabellingState state)
    {
        for (int i = 0; i < Events.Count; i++)
        {
            if (state.FaultOf(Events[i]) is { } fault)
            {
                throw SessionFaults.Damaged(Path.Combine(_folder, FileName), $"event {i + 1} cannot have happened ({fault})");
            }
            state.Apply(Events[i]);
        }
    }

    /// <summary>Lets go of the session.</summary>
    public void Dispose()
    {
        _database.Dispose();
        _lock.Dispose();
        _taken.Dispose();
    }

    private static SessionFile Guard(
        string folder, OutputLock? reserved, UnixFileMode most, Action prepare, Func<OutputLock, SessionLock, SessionDatabase, SessionFile> open)
    {
        string path = Path.Combine(folder, FileName);
        OutputLock own = reserved ?? Reserve(folder);
        SessionLock? taken = null;
        SessionDatabase? database = null;
        try
        {
            prepare();
            taken = SessionLock.Take(folder, most);
            database = new SessionDatabase(path, most);
            SessionFile file = open(own, taken, database);
            taken.Keep();
            return file;
        }
        catch (Exception refused)
        {
            database?.Dispose();
            taken?.Dispose();
            own.Dispose();
            switch (refused)
            {
                case SqliteException sqlite:
                    throw SessionFaults.OfOpening(folder, path, sqlite);
                case InvalidCastException or FormatException or OverflowException or InvalidOperationException:
                    throw SessionFaults.Damaged(path, "a cell of its tables is of another kind");
                default:
                    throw;
            }
        }
    }

    // Events of one transaction may be cut apart in a copy that was taken without the journal of a process killed in its middle.
    private static void RefuseHalfImports(string path, List<LabellingEvent> events)
    {
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i] is FileImported { Rows: int rows })
            {
                int follow = events.Skip(i + 1).TakeWhile(next => next is RowImported or SettlementImported).Count();
                if (follow < rows)
                {
                    throw SessionFaults.Damaged(path, $"{follow} of {rows} rows of an import are there");
                }
            }
        }
    }

    // Files left by a process that was killed while it began a session are ignored.
    private static void RefuseOthers(string folder)
    {
        string[] own = [FileName, $"{FileName}-wal", $"{FileName}-journal", $"{FileName}-shm", SessionLock.FileName];

        bool IsForeign(string entry) => !own.Contains(Path.GetFileName(entry)) && !OutputLock.IsAside(entry);

        if (File.Exists(folder))
        {
            throw new InvalidInputException($"session: {folder} is a file; name a folder");
        }
        bool begun = File.Exists(Path.Combine(folder, FileName));
        if (!begun && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(IsForeign))
        {
            throw new InvalidInputException($"session: {folder} is not empty and holds no session; name a new folder");
        }
    }

    private static SessionSettings? Parse(string text)
    {
        try
        {
            SessionSettings? settings = JsonText.Deserialize<SessionSettings>(text, Json);
            return settings?.Classes.Contains(null!) == true ? null : settings;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static InvalidInputException None(string folder) => new($"session: {folder} holds no session; begin one with 'rlquery label'");
}
