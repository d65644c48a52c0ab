namespace RlQuery.Core.Experiments.Lu2023;

/// <summary>Says which train row a run of the benchmark labels next.</summary>
internal interface IQueryRule
{
    /// <summary>Chooses a row.</summary>
    /// <param name="decisions">Decision value of each train row.</param>
    /// <param name="labelled">Whether it is labelled; at least one is not.</param>
    /// <returns>A row without a label.</returns>
    int Next(ReadOnlySpan<double> decisions, ReadOnlySpan<bool> labelled);
}
