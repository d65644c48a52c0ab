using System.Security.Cryptography;
using System.Text;

namespace RlQuery.Sessions;

/// <summary>A hash that covers a session's beginning and all its events so far: a changed, lost or swapped event is detected.</summary>
internal sealed class EventChain
{
    /// <param name="settings">The stored text of the settings.</param>
    /// <param name="columns">The stored names of the columns.</param>
    /// <param name="rows">The stored hashes of the table's rows.</param>
    public EventChain(string settings, string columns, byte[] rows) =>
        Value = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{settings.Length}:{settings}{columns.Length}:{columns}"), .. rows]);

    /// <summary>The hash up to the last event.</summary>
    public byte[] Value { get; private set; }

    /// <summary>
    /// A hash with one more event. One that names nobody, or has no time, is hashed as it was before events had either; a name and a class hold no line end.
    /// </summary>
    public static byte[] Next(byte[] value, EventRow next) => SHA256.HashData(
        [.. value, .. Encoding.UTF8.GetBytes($"{next.Kind}|{next.Row}|{next.Text}{(next.By is null && next.At is null ? "" : $"\n{next.By}")}"
            + (next.At is null ? "" : $"\n{next.At}"))]);

    /// <summary>Continues from an event that is stored.</summary>
    /// <param name="value">What <see cref="Next"/> gave for it.</param>
    public void Advance(byte[] value) => Value = value;
}
