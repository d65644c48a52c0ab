namespace RlQuery.Core.Streams.Live;

/// <summary>One line of the input, read: an item, or the label of one.</summary>
/// <param name="Id">The id as it was written, with its quotes; answers repeat it.</param>
/// <param name="Label">Number of the class that is told; -1 where an item comes.</param>
internal readonly record struct LiveLine(string Id, int Label)
{
    public bool IsItem => Label < 0;
}
