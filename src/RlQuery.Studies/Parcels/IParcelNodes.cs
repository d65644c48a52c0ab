namespace RlQuery.Studies.Parcels;

/// <summary>Processes, here or on other machines, that play the episodes of parcels.</summary>
public interface IParcelNodes
{
    /// <summary>How many take part, in a few words; empty where that is not known yet.</summary>
    string Words { get; }

    /// <summary>Has items of a parcel done. Which node does which, and in which order, changes no answer.</summary>
    /// <param name="parcel">The parcel.</param>
    /// <param name="context">What is sent with every lot of items, such as the weights of a round.</param>
    /// <param name="items">The items; those that stand together share something, and are best done by one node.</param>
    /// <param name="answered">Called with each item and its answer, once each, in any order, by one thread at a time; an exception ends the run. The
    /// answer is null if nodes end whenever they do the item.</param>
    /// <param name="tell">Is told what a person should know, such as a node that is lost.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">There is no node that can do it.</exception>
    void Run(Parcel parcel, byte[] context, IReadOnlyList<int> items, Action<int, byte[]?> answered, Action<string> tell, CancellationToken cancellation);
}
