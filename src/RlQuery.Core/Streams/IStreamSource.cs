namespace RlQuery.Core.Streams;

/// <summary>Where streams come from: a generator, or a table in the order of its rows.</summary>
public interface IStreamSource
{
    /// <summary>Name as in tables and on command lines.</summary>
    string Name { get; }

    /// <summary>What it is, and where it was published: one line.</summary>
    string Description { get; }

    /// <summary>Begins a stream. The same seed gives the same items.</summary>
    /// <param name="seed">Decides all that is drawn; a table's stream does not depend on it.</param>
    StreamItems Open(ulong seed);
}
