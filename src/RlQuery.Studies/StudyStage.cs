namespace RlQuery.Studies;

/// <summary>A stage of a study.</summary>
/// <param name="Title">Its name, in a word.</param>
/// <param name="Total">How much there is to do.</param>
public sealed record StudyStage(string Title, double Total)
{
    /// <summary>The work of an earlier run: it counts as done, but not for the pace.</summary>
    /// <value>Default: 0.</value>
    public double Kept { get; init; }

    /// <summary>What is counted, where each takes about as long as the others: <c>episodes</c>.</summary>
    /// <value>Default: null.</value>
    public string? Unit { get; init; }

    /// <summary>Whether the total is in minutes; whoever shows it measures the time.</summary>
    /// <value>Default: false.</value>
    public bool IsTimed { get; init; }
}
