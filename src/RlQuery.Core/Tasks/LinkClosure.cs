using System.Runtime.InteropServices;

namespace RlQuery.Core.Tasks;

/// <summary>
/// What follows from must-links and cannot-links: two rows belong together if must-links join them, and apart if a cannot-link lies between two rows that
/// they belong to.
/// </summary>
/// <remarks>
/// Source: K. Wagstaff, C. Cardie, S. Rogers and S. Schroedl, "Constrained K-means Clustering with Background Knowledge" (2001), section 3: the transitive
/// closure of the constraints. A group is the rows that must-links join; its name is its lowest row, so that the order of the links changes nothing.
/// </remarks>
public sealed class LinkClosure
{
    private readonly int[] _groups;
    private readonly List<int>?[] _members;
    private readonly List<int>?[] _apart;

    /// <summary>Begins without links: each row is a group of its own.</summary>
    /// <param name="rows">Number of rows.</param>
    public LinkClosure(int rows)
    {
        _groups = [.. Enumerable.Range(0, rows)];
        _members = new List<int>?[rows];
        _apart = new List<int>?[rows];
    }

    /// <summary>The closure of the known answers of a pool of pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="items">Answered pairs.</param>
    /// <param name="answers">Answer of each: 1 if the rows belong together, else 0.</param>
    /// <returns>An answer that contradicts those before it is left out.</returns>
    public static LinkClosure Of(RowPairs pairs, ReadOnlySpan<int> items, ReadOnlySpan<int> answers)
    {
        var closure = new LinkClosure(pairs.Rows.Rows);
        for (int i = 0; i < items.Length; i++)
        {
            closure.TryAdd(pairs.First(items[i]), pairs.Second(items[i]), answers[i] == 1);
        }
        return closure;
    }

    /// <summary>Number of rows.</summary>
    public int Rows => _groups.Length;

    /// <summary>The group of a row: its lowest row.</summary>
    /// <param name="row">The row.</param>
    public int GroupOf(int row) => _groups[row];

    /// <summary>Number of rows of a group.</summary>
    /// <param name="group">Its lowest row.</param>
    public int SizeOf(int group) => _members[group]?.Count ?? 1;

    /// <summary>The rows of a group, in no particular order.</summary>
    /// <param name="group">Its lowest row.</param>
    public IReadOnlyList<int> RowsOf(int group) => _members[group] is { } members ? members : [group];

    /// <summary>The groups that a group must not be joined with, ascending; valid until the next link.</summary>
    /// <param name="group">Its lowest row.</param>
    public ReadOnlySpan<int> ApartFrom(int group) => CollectionsMarshal.AsSpan(_apart[group]);

    /// <summary>Whether any link takes part in a group.</summary>
    /// <param name="group">Its lowest row.</param>
    public bool IsLinked(int group) => _members[group] is not null || _apart[group] is { Count: > 0 };

    /// <summary>What is known of two rows.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another one.</param>
    /// <returns>True if they belong together, false if not, null if it does not follow.</returns>
    public bool? Of(int a, int b)
    {
        (int first, int second) = (_groups[a], _groups[b]);
        return first == second ? true : _apart[first]?.BinarySearch(second) >= 0 ? false : null;
    }

    /// <summary>Adds a link, and all that follows from it.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another one.</param>
    /// <param name="together">Whether they belong together.</param>
    /// <returns>False if it contradicts the links so far; then nothing is changed.</returns>
    public bool TryAdd(int a, int b, bool together)
    {
        if (Of(a, b) is bool known)
        {
            return known == together;
        }
        (int low, int high) = _groups[a] < _groups[b] ? (_groups[a], _groups[b]) : (_groups[b], _groups[a]);
        if (together)
        {
            Join(low, high);
        }
        else
        {
            Insert(low, high);
            Insert(high, low);
        }
        return true;
    }

    private void Join(int low, int high)
    {
        List<int> members = _members[low] ??= [low];
        foreach (int row in RowsOf(high))
        {
            _groups[row] = low;
            members.Add(row);
        }
        foreach (int other in ApartFrom(high))
        {
            _apart[other]!.Remove(high);
            Insert(other, low);
            Insert(low, other);
        }
        _members[high] = null;
        _apart[high] = null;
    }

    private void Insert(int group, int other)
    {
        List<int> apart = _apart[group] ??= [];
        int place = apart.BinarySearch(other);
        if (place < 0)
        {
            apart.Insert(~place, other);
        }
    }
}
