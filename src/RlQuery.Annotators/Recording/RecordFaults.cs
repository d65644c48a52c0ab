using Microsoft.Data.Sqlite;
using RlQuery.Core;
using static SQLitePCL.raw;

namespace RlQuery.Annotators.Recording;

/// <summary>Says in a line what SQLite refused.</summary>
internal static class RecordFaults
{
    /// <summary>A fault while a record is opened.</summary>
    public static Exception OfOpening(string path, SqliteException refused) => refused.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => new InvalidInputException($"record: {path} is in use by another process; let it end, or stop it first"),
        SQLITE_NOTADB => Foreign(path),
        SQLITE_CORRUPT or SQLITE_ERROR or SQLITE_SCHEMA => Damaged(path),
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM => new InvalidInputException($"record: {path} cannot be opened or written to"),
        _ => OfWriting(path, refused),
    };

    /// <summary>A fault while an answer is recorded.</summary>
    public static IOException OfWriting(string path, SqliteException refused) =>
        new($"record: {path} cannot be written to ({refused.Message}); the last answer is not in it, all before it are");

    public static InvalidInputException Foreign(string path) => new($"record: {path} is no record of answers; name another file");

    public static InvalidInputException Damaged(string path) => new($"record: {path} is damaged; put back a copy of it, or name a new file");
}
