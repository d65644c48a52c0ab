using Microsoft.Data.Sqlite;
using RlQuery.Core;
using static SQLitePCL.raw;

namespace RlQuery.Sessions;

/// <summary>Says in a line what SQLite refused.</summary>
internal static class SessionFaults
{
    /// <summary>A fault while a session is opened or begun.</summary>
    public static Exception OfOpening(string folder, string path, SqliteException refused) => refused.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => new InvalidInputException($"session: {folder} is in use by another process; end that one first"),
        SQLITE_NOTADB => Damaged(path, "it is no SQLite file"),
        SQLITE_CORRUPT => Damaged(path, "SQLite cannot read it"),
        SQLITE_ERROR or SQLITE_SCHEMA => Damaged(path, "its tables are not those of a session"),
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM =>
            new InvalidInputException($"{path}: cannot be written to; a session needs to write into its folder"),
        _ => OfWriting(folder, refused),
    };

    /// <summary>A fault while an event is stored.</summary>
    public static IOException OfWriting(string folder, SqliteException refused) => refused.SqliteErrorCode switch
    {
        SQLITE_FULL => new IOException(
            $"session: {folder}: the disk is full; the last answer was not stored, all before it are. Make room and go on with --resume", refused),
        _ => new IOException($"session: {folder}: cannot be written to ({refused.Message}); the last answer was not stored, all before it are", refused),
    };

    public static InvalidInputException Damaged(string path, string how) =>
        new($"{path}: damaged: {how}; put back a copy of it, or begin anew in another folder");

    public static InvalidInputException Foreign(string path) => new($"{path}: not a labelling session; name another folder");
}
