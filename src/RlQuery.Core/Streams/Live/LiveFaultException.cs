namespace RlQuery.Core.Streams.Live;

/// <summary>A line that cannot be used; the stream goes on behind it.</summary>
/// <param name="id">The id as it was written; null where none could be read.</param>
/// <param name="message">The thing, its value and what is allowed.</param>
internal sealed class LiveFaultException(string? id, string message) : Exception(message)
{
    public string? Id => id;
}
