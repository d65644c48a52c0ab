namespace RlQuery.Studies;

/// <summary>A part of a study that takes its time.</summary>
/// <param name="Title">Its name, in a word.</param>
/// <param name="Total">How much there is to do.</param>
public sealed record StudyStage(string Title, double Total)
{
    /// <summary>How much an earlier run has done: it counts as done, but says nothing of the pace.</summary>
    /// <value>Default: 0.</value>
    public double Kept { get; init; }

    /// <summary>Whether episodes are counted, each of which takes about as long as the others.</summary>
    /// <value>Default: false.</value>
    public bool CountsEpisodes { get; init; }

    /// <summary>Whether the total is minutes: how many have gone by is for whoever shows it to know.</summary>
    /// <value>Default: false.</value>
    public bool IsTimed { get; init; }
}
