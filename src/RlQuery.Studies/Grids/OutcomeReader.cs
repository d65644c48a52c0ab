using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Grids;

/// <summary>Reads the lines of many episodes of one grid. What they have in common, names and costs, is in memory once. Not thread-safe.</summary>
/// <param name="settings">The grid.</param>
internal sealed class OutcomeReader(EvaluationSettings settings)
{
    private readonly KnownCosts _costs = new();

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The episode, and its place in the grid; null for one that is torn, damaged or of another grid.</returns>
    public (int Place, EpisodeOutcome Outcome)? Read(string line) =>
        JournalLine.ReadOutcome(line, settings.Metrics, _costs) is { } outcome && settings.PlaceOf(outcome.Cell) is int place
            ? (place, new EpisodeOutcome(settings.CellAt(place), outcome.Curve, outcome.Failure))
            : null;
}
