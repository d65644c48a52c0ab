namespace RlQuery.Studies.Parcels;

/// <summary>A parcel that a node has opened. Several threads may use it at once.</summary>
public interface IParcelWork
{
    /// <summary>Does some items.</summary>
    /// <param name="context">What was sent with them.</param>
    /// <param name="items">The items.</param>
    /// <param name="cancellation">Ends the work between two items.</param>
    /// <returns>The answer to each.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    IReadOnlyList<byte[]> Do(byte[] context, IReadOnlyList<int> items, CancellationToken cancellation);
}
