namespace RlQuery.Benchmarks.Compare;

/// <summary>
/// One row of the comparison: the same work done by ours and by the reference, in turns. A new row is a new contest in <see cref="Contests"/>.
/// </summary>
internal interface IContest
{
    /// <summary>What is done, with the size of the data.</summary>
    string Work { get; }

    /// <summary>What one unit of the work is, such as <c>query</c>.</summary>
    string Unit { get; }

    /// <summary>How many times faster ours is meant to be.</summary>
    double Goal { get; }

    /// <summary>Number of turns; the medians over them are reported.</summary>
    int Turns { get; }

    /// <summary>Does the work once.</summary>
    /// <param name="turn">0..<see cref="Turns"/>-1: both sides do the same.</param>
    /// <returns>Seconds per unit.</returns>
    double Ours(int turn);

    /// <summary>Has the reference do the work once.</summary>
    /// <param name="turn">0..<see cref="Turns"/>-1.</param>
    /// <returns>Seconds per unit.</returns>
    double Reference(int turn);

    /// <summary>Holds the answers of both against each other.</summary>
    /// <returns>Null where the work has no answer that could be compared.</returns>
    Agreement? Compare();
}
