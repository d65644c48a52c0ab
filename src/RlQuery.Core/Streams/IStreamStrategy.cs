namespace RlQuery.Core.Streams;

/// <summary>A rule by which labels of a stream are asked for, within a rate.</summary>
public interface IStreamStrategy
{
    /// <summary>Name as in tables and on command lines.</summary>
    string Name { get; }

    /// <summary>What it does, and where it was published: one line.</summary>
    string Description { get; }

    /// <summary>The most labels that it may ask for among the first items of a stream.</summary>
    /// <param name="rate">Share of the items whose label may be asked for.</param>
    /// <param name="items">Number of items.</param>
    double Most(double rate, long items);

    /// <summary>Begins a stream.</summary>
    /// <param name="setting">What is known of it.</param>
    StreamAsker Begin(StreamSetting setting);
}
