namespace RlQuery.Core.Signals;

/// <summary>Determines from cheap signals which candidates a strategy can choose, so that costly signals are computed only for them.</summary>
public interface ICandidateFocus
{
    /// <summary>The signals and state values that it uses; none of them costly (<see cref="SignalNeeds.Curvature"/>).</summary>
    SignalList SignalList { get; }

    /// <summary>The candidates that may be chosen.</summary>
    /// <param name="observation">Holds the columns of <see cref="SignalList"/>.</param>
    /// <param name="scratch">Scratch of at least as many values as candidates.</param>
    /// <param name="shortlist">Receives indices of candidates, the best first; of at least as many as candidates.</param>
    /// <returns>How many there are.</returns>
    int Shortlist(Observation observation, Span<float> scratch, Span<int> shortlist);
}
