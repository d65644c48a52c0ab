using System.Security.Cryptography;
using System.Text;

namespace RlQuery.Sessions;

/// <summary>A hash that covers a session's beginning and all its events so far: a changed, lost or swapped event is found out.</summary>
internal sealed class EventChain
{
    /// <param name="settings">The stored text of the settings.</param>
    /// <param name="columns">The stored names of the columns.</param>
    /// <param name="rows">The stored hashes of the table's rows.</param>
    public EventChain(string settings, string columns, byte[] rows) =>
        Value = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{settings.Length}:{settings}{columns.Length}:{columns}"), .. rows]);

    /// <summary>The hash up to the last event.</summary>
    public byte[] Value { get; private set; }

    /// <summary>The hash with one more event.</summary>
    public byte[] With(EventRow next) => SHA256.HashData([.. Value, .. Encoding.UTF8.GetBytes($"{next.Kind}|{next.Row}|{next.Class}")]);

    /// <summary>Goes on from an event that is stored.</summary>
    /// <param name="value">What <see cref="With"/> gave for it.</param>
    public void Advance(byte[] value) => Value = value;
}
