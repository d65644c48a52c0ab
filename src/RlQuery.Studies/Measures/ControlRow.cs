using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>A strategy in the table of controls: its gain over margin sampling, and how often it departs from margin's choice.</summary>
/// <param name="Comparison">To margin, over the data sets.</param>
/// <param name="Departures">Share of the choices that are not margin's, in [0, 1]; see <see cref="DepartureRate"/>.</param>
public sealed record ControlRow(PooledComparison Comparison, double Departures)
{
    /// <summary>A row for each strategy but margin.</summary>
    /// <param name="episodes">Episodes in which departures were counted, those of margin among them.</param>
    public static IReadOnlyList<ControlRow> Of(IReadOnlyList<EpisodeResult> episodes)
    {
        IReadOnlyDictionary<string, double> departures = DepartureRate.Of(episodes);
        return
        [
            .. PooledComparison.With(ComparisonReference.Main(episodes[0].Curve.Metric).Name, episodes, data => data)
                .Select(one => new ControlRow(one, departures[one.Strategy])),
        ];
    }
}
