namespace RlQuery.Studies.Lu2023;

/// <summary>Chooses the training row that a run of the benchmark labels next.</summary>
internal interface IQueryRule
{
    /// <summary>Chooses a row.</summary>
    /// <param name="decisions">Decision value of each train row.</param>
    /// <param name="unlabelled">Those without a label, ascending; at least one.</param>
    /// <returns>One of the unlabelled rows.</returns>
    int Next(ReadOnlySpan<double> decisions, ReadOnlySpan<int> unlabelled);
}
