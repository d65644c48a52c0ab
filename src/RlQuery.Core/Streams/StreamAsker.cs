namespace RlQuery.Core.Streams;

/// <summary>Decides on one stream, item by item, whether to ask for the label. Not thread-safe.</summary>
public abstract class StreamAsker
{
    /// <summary>Decides on the next item.</summary>
    /// <param name="moment">The item.</param>
    /// <returns>Whether its label is asked for.</returns>
    public abstract bool Ask(StreamMoment moment);

    /// <summary>Hears the label of an item that was asked for.</summary>
    /// <param name="label">Its class.</param>
    /// <param name="predicted">What was predicted when it came.</param>
    public virtual void Hear(int label, int predicted)
    {
    }

    /// <summary>Writes or reads all that later decisions depend on.</summary>
    /// <param name="state">The other side.</param>
    internal abstract void Exchange(StreamState state);
}
