namespace RlQuery.Core.Tasks;

/// <summary>Groups of rows that are known to be apart from each other: the skeleton of a clustering.</summary>
/// <remarks>
/// Source: S. Basu, A. Banerjee and R. Mooney, "Active Semi-Supervision for Pairwise Constrained Clustering" (2004), section 4: disjoint neighbourhoods. Groups
/// are looked at in the order in which the answers first named them; one that is known to be apart from all neighbourhoods so far becomes the next.
/// </remarks>
public sealed class Neighbourhoods
{
    private readonly int[] _placeOfRow;

    private Neighbourhoods(LinkClosure closure, int[] groups)
    {
        Closure = closure;
        Groups = groups;
        _placeOfRow = new int[closure.Rows];
        Array.Fill(_placeOfRow, -1);
        for (int place = 0; place < groups.Length; place++)
        {
            foreach (int row in closure.RowsOf(groups[place]))
            {
                _placeOfRow[row] = place;
            }
        }
    }

    /// <summary>What follows from the answers.</summary>
    public LinkClosure Closure { get; }

    /// <summary>The group of each neighbourhood, in the order in which they were found.</summary>
    public IReadOnlyList<int> Groups { get; }

    /// <summary>Number of neighbourhoods.</summary>
    public int Count => Groups.Count;

    /// <summary>The neighbourhood of a row; -1 if it is in none.</summary>
    /// <param name="row">The row.</param>
    public int Of(int row) => _placeOfRow[row];

    /// <summary>The rows of a neighbourhood, in no particular order.</summary>
    /// <param name="place">Number of the neighbourhood.</param>
    public IReadOnlyList<int> Rows(int place) => Closure.RowsOf(Groups[place]);

    /// <summary>The neighbourhoods in the known answers of a pool of pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="items">Answered pairs, in the order in which they were answered.</param>
    /// <param name="answers">Answer of each: 1 if the rows belong together, else 0.</param>
    public static Neighbourhoods Of(RowPairs pairs, ReadOnlySpan<int> items, ReadOnlySpan<int> answers)
    {
        var closure = LinkClosure.Of(pairs, items, answers);
        var found = new List<int>();
        var seen = new HashSet<int>();
        foreach (int item in items)
        {
            Look(pairs.First(item));
            Look(pairs.Second(item));
        }
        return new Neighbourhoods(closure, [.. found]);

        void Look(int row)
        {
            int group = closure.GroupOf(row);
            if (seen.Add(group) && found.TrueForAll(other => closure.Of(other, group) == false))
            {
                found.Add(group);
            }
        }
    }
}
