namespace RlQuery.Core.Labelling.Pairs;

/// <summary>Which answers show that two rows belong together, or that they do not.</summary>
/// <remarks>
/// Rows belong together if a path of must-links joins them, and are apart if a path with exactly one cannot-link does. A search in breadth, in the order of the
/// answers, finds the fewest links.
/// </remarks>
internal static class LinkProof
{
    /// <summary>The shortest proof.</summary>
    /// <param name="links">The answered pairs.</param>
    /// <param name="from">Place of a row.</param>
    /// <param name="to">Place of another one.</param>
    /// <param name="together">What is to be shown: that they belong together, or that they are apart.</param>
    /// <returns>Numbers of the pairs along the path; empty where the links do not show it.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<Link> links, int from, int to, bool together)
    {
        ILookup<int, Link> at = links.SelectMany(link => (Link[])[link, link with { First = link.Second, Second = link.First }]).ToLookup(link => link.First);
        var before = new Dictionary<(int Row, bool Crossed), ((int Row, bool Crossed) From, int Item)> { [(from, false)] = ((from, false), -1) };
        var open = new Queue<(int Row, bool Crossed)>([(from, false)]);
        while (open.TryDequeue(out (int Row, bool Crossed) here))
        {
            if (here == (to, !together))
            {
                return Path(before, here);
            }
            foreach (Link link in at[here.Row])
            {
                (int, bool) next = (link.Second, here.Crossed || !link.Together);
                if ((link.Together || !(here.Crossed || together)) && before.TryAdd(next, (here, link.Item)))
                {
                    open.Enqueue(next);
                }
            }
        }
        return [];
    }

    private static List<int> Path(Dictionary<(int Row, bool Crossed), ((int Row, bool Crossed) From, int Item)> before, (int Row, bool Crossed) end)
    {
        var items = new List<int>();
        for (; before[end] is { Item: >= 0 } step; end = step.From)
        {
            items.Insert(0, step.Item);
        }
        return items;
    }
}
