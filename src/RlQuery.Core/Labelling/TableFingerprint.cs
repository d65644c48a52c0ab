using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling;

/// <summary>A hash for each row of a table, to find later changes.</summary>
public sealed class TableFingerprint
{
    private const int Shown = 10;
    private const int LotRows = 1024;
    private const int LongestNumber = 11;

    private readonly ulong[] _rows;

    private TableFingerprint(string columns, ulong[] rows)
    {
        Columns = columns;
        _rows = rows;
    }

    /// <summary>The names of the columns, a line each.</summary>
    public string Columns { get; }

    /// <summary>Computes the fingerprint of a table: every cell counts, target cells included.</summary>
    /// <param name="table">The table.</param>
    public static TableFingerprint Of(Table table)
    {
        ulong[] rows = new ulong[table.Rows];
        // A row's hash is its own: lots of rows side by side.
        Parallel.For(0, (rows.Length + LotRows - 1) / LotRows, lot => Hash(table, rows, lot * LotRows, Math.Min(rows.Length, (lot + 1) * LotRows)));
        return new TableFingerprint(string.Join('\n', table.Columns.Select(column => column.Name)), rows);
    }

    private static void Hash(Table table, ulong[] rows, int first, int end)
    {
        var text = new ArrayBufferWriter<byte>();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (int row = first; row < end; row++)
        {
            text.ResetWrittenCount();
            foreach (TableColumn column in table.Columns)
            {
                // A missing cell differs from every text: its length is written as none.
                string? cell = column.CellOf(row) ?? Spelling(column.RawOf(row).Trim());
                (cell?.Length ?? -1).TryFormat(text.GetSpan(LongestNumber), out int digits, provider: CultureInfo.InvariantCulture);
                text.Advance(digits);
                text.Write(":"u8);
                Encoding.UTF8.GetBytes(cell, text);
            }
            SHA256.HashData(text.WrittenSpan, hash);
            rows[row] = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        }
    }

    /// <summary>Reads back what <see cref="ToBytes"/> gave.</summary>
    /// <param name="columns">The names of the columns, a line each.</param>
    /// <param name="bytes">8 bytes for each row.</param>
    public static TableFingerprint FromBytes(string columns, ReadOnlySpan<byte> bytes)
    {
        ulong[] rows = new ulong[bytes.Length / sizeof(ulong)];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(row * sizeof(ulong))..]);
        }
        return new TableFingerprint(columns, rows);
    }

    /// <summary>The hash of a row's cells, in 16 hexadecimal digits.</summary>
    /// <param name="row">0-based row.</param>
    public string HashOf(int row) => _rows[row].ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>8 bytes for each row, the first 64 bits of the SHA-256 of its cells.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[_rows.Length * sizeof(ulong)];
        for (int row = 0; row < _rows.Length; row++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(row * sizeof(ulong)), _rows[row]);
        }
        return bytes;
    }

    /// <summary>What has changed since this fingerprint was taken.</summary>
    /// <param name="table">The table as it is now.</param>
    /// <returns>A line for each change, at most ten and how many more; empty where nothing has.</returns>
    public IReadOnlyList<string> Changes(Table table)
    {
        TableFingerprint now = Of(table);
        var changes = new List<string>();
        if (now.Columns != Columns)
        {
            return [$"{table.Source}: its columns are {OneLine(now.Columns)}; the session began with {OneLine(Columns)}"];
        }
        if (now._rows.Length != _rows.Length)
        {
            changes.Add($"{table.Source}: {now._rows.Length} rows; the session began with {_rows.Length}");
        }
        var places = new Dictionary<ulong, int>();
        for (int row = now._rows.Length - 1; row >= 0; row--)
        {
            places[now._rows[row]] = row;
        }
        var known = new HashSet<ulong>(_rows);
        int[] differing = [.. Enumerable.Range(0, _rows.Length).Where(row => row >= now._rows.Length || now._rows[row] != _rows[row])];
        foreach (int row in differing.Take(Shown))
        {
            changes.Add($"{table.Source}: " + (
                places.TryGetValue(_rows[row], out int place) ? $"row {row} of the session moved to row {place} (line {table.Lines[place]})"
                : row < now._rows.Length && !known.Contains(now._rows[row]) ? $"row {row} (line {table.Lines[row]}) has changed"
                : $"row {row} of the session is gone"));
        }
        if (differing.Length > Shown)
        {
            changes.Add($"... and {differing.Length - Shown} more");
        }
        return changes;
    }

    // Hashes are stored in sessions. They count the spellings of missing of version 0.1, so that one that was learned since changes none.
    private static string? Spelling(string missing) => missing is "" or "?" or "NA" ? null : missing;

    private static string OneLine(string columns) => columns.Replace("\n", ", ", StringComparison.Ordinal);
}
