namespace RlQuery.Core.Signals;

/// <summary>Tells from cheap signals which candidates a strategy can choose at all, so that costly ones are computed for no others.</summary>
public interface ICandidateFocus
{
    /// <summary>The signals and state values from which it tells; none of them costly (<see cref="SignalNeeds.Curvature"/>).</summary>
    SignalSchema Schema { get; }

    /// <summary>The candidates that may be chosen.</summary>
    /// <param name="observation">Holds the columns of <see cref="Schema"/>.</param>
    /// <param name="scratch">Scratch of at least as many values as candidates.</param>
    /// <param name="shortlist">Receives indices of candidates, the best first; of at least as many as candidates.</param>
    /// <returns>How many there are.</returns>
    int Shortlist(Observation observation, Span<float> scratch, Span<int> shortlist);
}
