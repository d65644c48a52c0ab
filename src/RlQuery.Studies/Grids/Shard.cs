namespace RlQuery.Studies.Grids;

/// <summary>One of several parts of a grid, for running on several machines.</summary>
/// <remarks>
/// Splits (learner, data set, seed) are assigned in turn, each with all its strategies. So paired strategies run on one machine and share their problem.
/// </remarks>
/// <param name="Part">1..<paramref name="Parts"/>.</param>
/// <param name="Parts">Number of parts, 1..<see cref="MostParts"/>.</param>
public readonly record struct Shard(int Part, int Parts)
{
    /// <summary>The largest number of parts.</summary>
    public const int MostParts = 10_000;

    /// <summary>The grid in one piece.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Whether this is the grid in one piece.</summary>
    public bool IsWhole => Parts == 1;

    /// <summary>Whether a split is in this part.</summary>
    /// <param name="split">Its number, from 0.</param>
    public bool Holds(long split) => split % Parts == Part - 1;

    /// <summary>As on the command line, such as <c>3/16</c>; <c>none</c> for the whole.</summary>
    public override string ToString() => IsWhole ? "none" : FormattableString.Invariant($"{Part}/{Parts}");
}
