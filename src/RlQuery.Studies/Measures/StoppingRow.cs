using RlQuery.Core.Evaluation;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>A stopping rule in hindsight: the labels it would have saved, and the score it would have cost.</summary>
/// <param name="Data">Name of the data set; null for all sets together, whose numbers are the means over the sets.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Episodes">Number of episodes. One in which the rule never held counts as stopped at its end.</param>
/// <param name="Stopped">Number of those in which it held at some point.</param>
/// <param name="Labels">Mean number of labels at the stop, those of the start included.</param>
/// <param name="Saved">Mean number of labels that were asked for after it.</param>
/// <param name="Score">Mean score at the stop.</param>
/// <param name="Final">Mean score at the end.</param>
/// <param name="Lost">How much better the score is at the end, with its 95 % interval over the seeds or the sets; negative where stopping was better. Of a
/// loss, how much lower.</param>
public sealed record StoppingRow(
    string? Data, string Strategy, string Rule, int Episodes, int Stopped, double Labels, double Saved, double Score, double Final, MeanInterval Lost)
{
    /// <summary>Measures every rule with every strategy.</summary>
    /// <param name="episodes">Episodes in which the stops of the rules were noted.</param>
    /// <param name="rules">The rules, in the order in which they were noted.</param>
    /// <returns>Rule by rule and set by set, then all sets together if there are several.</returns>
    public static IReadOnlyList<StoppingRow> Of(IReadOnlyList<EpisodeResult> episodes, IReadOnlyList<string> rules)
    {
        StoppingRow[] sets =
        [
            .. from rule in Enumerable.Range(0, rules.Count)
               from own in episodes.GroupBy(episode => (episode.Spec.Data, episode.Spec.Strategy))
               select Of(own.Key.Data, own.Key.Strategy, rules[rule], [.. own.Select(episode => Stop.Of(episode, rule))]),
        ];
        return sets.Select(row => row.Data).Distinct().Count() < 2 ? sets
            : [.. sets, .. sets.GroupBy(row => (row.Rule, row.Strategy), (_, rows) => Overall([.. rows]))];
    }

    private static StoppingRow Of(string data, string strategy, string rule, Stop[] stops) => new(
        data, strategy, rule, stops.Length, stops.Count(stop => stop.Held), stops.Average(stop => stop.Labels), stops.Average(stop => stop.Saved),
        stops.Average(stop => stop.Score), stops.Average(stop => stop.Final), MeanInterval.Of([.. stops.Select(stop => stop.Lost)]));

    private static StoppingRow Overall(StoppingRow[] sets) => new(
        null, sets[0].Strategy, sets[0].Rule,
        sets.Sum(set => set.Episodes), sets.Sum(set => set.Stopped), sets.Average(set => set.Labels), sets.Average(set => set.Saved),
        sets.Average(set => set.Score), sets.Average(set => set.Final), MeanInterval.Of([.. sets.Select(set => set.Lost.Mean)]));

    private sealed record Stop(bool Held, double Labels, double Saved, double Score, double Final, double Lost)
    {
        public static Stop Of(EpisodeResult episode, int rule)
        {
            LearningCurve curve = episode.Curve;
            double cost = curve.Stops[rule] ?? curve.Costs[^1];
            double score = curve.Scores[Array.IndexOf(curve.Costs, cost)];
            double gained = curve.Final - score;
            return new Stop(curve.Stops[rule] is not null, cost, curve.Costs[^1] - cost, score, curve.Final, curve.Metric.HigherIsBetter ? gained : -gained);
        }
    }
}
