using RlQuery.Core;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Unpacking;

namespace RlQuery.Cluster.Nodes;

/// <summary>The parcels that a node has opened last. Thread-safe.</summary>
/// <param name="files">What the node was sent.</param>
/// <param name="folder">Where files of parcels are put that must have a name; it exists.</param>
/// <param name="parts">The parts that there are here.</param>
/// <param name="allowParts">Whether assemblies with parts that clients send may be loaded.</param>
internal sealed class OpenedParcels(NodeFiles files, string folder, Parts parts, bool allowParts)
{
    // A client has one at a time.
    private const int Most = 4;

    private readonly Lock _gate = new();
    private readonly List<(string Hash, Lazy<IParcelWork> Work)> _opened = [];

    /// <summary>Opens a parcel, unless it is open.</summary>
    /// <param name="hash">Hash of its description.</param>
    /// <exception cref="InvalidInputException">It cannot be opened here.</exception>
    public IParcelWork Open(string hash)
    {
        Lazy<IParcelWork>? work;
        lock (_gate)
        {
            work = _opened.Find(one => one.Hash == hash).Work;
            if (work is null)
            {
                work = new Lazy<IParcelWork>(() => ParcelOpener.Open(files.Read(hash), files.Read, folder, parts, allowParts));
                _opened.Add((hash, work));
                _opened.RemoveRange(0, Math.Max(0, _opened.Count - Most));
            }
        }
        try
        {
            return work.Value;
        }
        catch
        {
            // What kept it from being opened, such as a full disk, may pass.
            lock (_gate)
            {
                _opened.RemoveAll(one => ReferenceEquals(one.Work, work));
            }
            throw;
        }
    }
}
