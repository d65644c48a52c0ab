using RlQuery.Core.Statistics;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Measures;

/// <summary>
/// Whether a strategy is better than a reference over all data sets of an evaluation, in area under the learning curve: a positive difference is a gain,
/// whether a higher or a lower score is better.
/// </summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Basis">What the pairs are: data sets from <see cref="FewestSets"/> on, else seeds.</param>
/// <param name="Test">Mean difference over the pairs, with its 95 % Student-t interval.</param>
/// <param name="PValue">p-value of the test that the basis stands for, with Holm's correction over the strategies that the reference is compared with; NaN
/// where it cannot be made.</param>
/// <param name="Verdict">What follows from it.</param>
/// <remarks>
/// J. Demsar, "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR 7 (2006): sets are the unit, and the Wilcoxon test their test. Below six
/// sets it cannot be significant at 5 %. A difference is claimed only if ranks and mean have the same sign.
/// </remarks>
public sealed record StrategyVerdict(string Strategy, string Reference, VerdictBasis Basis, PairedTTest Test, double PValue, Verdict Verdict)
{
    /// <summary>The number of sets from which on they are the pairs: the smallest p-value of the exact Wilcoxon test is 2 / 2^sets.</summary>
    public const int FewestSets = 6;

    /// <summary>Number of pairs (sets or seeds) needed to show the mean difference with 80 % power by the paired t-test; null if no number is enough.</summary>
    public int? PairsNeeded => PairedPower.PairsNeeded(Test);

    /// <summary>Compares every other strategy with a reference.</summary>
    /// <param name="reference">Name of the reference.</param>
    /// <param name="episodes">Episodes whose seeds are paired; one whose pair is not there is left out.</param>
    /// <returns>A verdict for each strategy, in the order in which they first occur; nothing if the reference was not run.</returns>
    public static IReadOnlyList<StrategyVerdict> With(string reference, IEnumerable<EpisodeResult> episodes)
    {
        IReadOnlyList<PairedDifference> pairs = PairedDifference.To(reference, episodes);
        VerdictBasis basis = pairs.Select(pair => pair.Episode.Data).Distinct().Count() < FewestSets ? VerdictBasis.Seeds : VerdictBasis.Sets;
        var tests = pairs.GroupBy(pair => pair.Episode.Strategy, (strategy, own) => (strategy, Test: SignedTest.Of(basis, [.. own]))).ToArray();
        double[] corrected = Holm.Adjust([.. tests.Select(one => one.Test.PValue)]);
        return
        [
            .. tests.Select((one, i) => new StrategyVerdict(
                one.strategy, reference, basis, one.Test.Mean, corrected[i],
                one.Test.Sign == Math.Sign(one.Test.Mean.Difference) ? Verdicts.Of(one.Test.Sign, corrected[i]) : Verdict.NotShown)),
        ];
    }

    private sealed record SignedTest(PairedTTest Mean, double PValue, int Sign)
    {
        public static SignedTest Of(VerdictBasis basis, PairedDifference[] pairs)
        {
            double[][] sets = [.. pairs.GroupBy(pair => pair.Episode.Data, (_, own) => own.Select(pair => pair.Value).ToArray())];
            if (basis == VerdictBasis.Sets)
            {
                double[] means = [.. sets.Select(own => Moments.Mean(own))];
                var ranks = WilcoxonSignedRank.Run(means);
                return new SignedTest(PairedTTest.Run(means), ranks.PValue, ranks.Sign);
            }
            // A seed that failed on some set would be a mean over other sets.
            double[] seeds =
            [
                .. pairs.GroupBy(pair => pair.Episode.Seed).Where(seed => seed.Count() == sets.Length).Select(seed => seed.Average(pair => pair.Value)),
            ];
            var test = PairedTTest.Run(seeds);
            return new SignedTest(test, test.PValue, seeds.Length == 0 ? 0 : Math.Sign(test.Difference));
        }
    }
}
