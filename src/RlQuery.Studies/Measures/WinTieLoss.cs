using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>On how many data sets a strategy beats another one, in area under the learning curve.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Other">Name of the other one.</param>
/// <param name="Wins">Number of sets on which its paired difference is significantly positive: paired t-test over the seeds, Holm's correction over the sets,
/// 5 %.</param>
/// <param name="Ties">Number of sets on which no difference is shown.</param>
/// <param name="Losses">Number of sets on which its paired difference is significantly negative.</param>
/// <remarks>
/// Where <see cref="SetDifferences"/> has a reference, this has all pairs; the test is the same, and counts every pair of strategies as a question of its
/// own.
/// </remarks>
internal sealed record WinTieLoss(string Strategy, string Other, int Wins, int Ties, int Losses)
{
    /// <summary>Number of sets on which both were run under a common seed.</summary>
    public int Sets => Wins + Ties + Losses;

    /// <summary>Compares every strategy with every other one.</summary>
    /// <param name="episodes">Episodes whose seeds are paired; one whose pair is not there is left out.</param>
    /// <returns>Both directions of each pair: strategy by strategy, in the order in which they first occur.</returns>
    public static IReadOnlyList<WinTieLoss> Of(IEnumerable<EpisodeResult> episodes)
    {
        var merit = episodes.GroupBy(episode => episode.Spec.Strategy).ToDictionary(
            own => own.Key, own => own.Select(episode => (episode.Spec.Data, episode.Spec.Seed, episode.Curve.Merit)).ToArray());
        string[] strategies = [.. merit.Keys];
        var found = new Dictionary<(string, string), WinTieLoss>();
        for (int i = 0; i < strategies.Length; i++)
        {
            var own = merit[strategies[i]].ToDictionary(one => (one.Data, one.Seed), one => one.Merit);
            foreach (string other in strategies[(i + 1)..])
            {
                Verdict[] sets =
                [
                    .. SetDifference.Of(
                        merit[other].Where(one => own.ContainsKey((one.Data, one.Seed)))
                            .GroupBy(one => one.Data, one => own[(one.Data, one.Seed)] - one.Merit))
                        .Select(set => set.Verdict),
                ];
                (int wins, int losses) = (sets.Count(set => set == Verdict.Better), sets.Count(set => set == Verdict.Worse));
                int ties = sets.Length - wins - losses;
                found[(strategies[i], other)] = new WinTieLoss(strategies[i], other, wins, ties, losses);
                found[(other, strategies[i])] = new WinTieLoss(other, strategies[i], losses, ties, wins);
            }
        }
        return [.. from strategy in strategies from other in strategies where strategy != other select found[(strategy, other)]];
    }
}
