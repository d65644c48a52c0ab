using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Reporting;

namespace RlQuery.Studies.Streams;

/// <summary>The tables of a study of streams.</summary>
public static class StreamTables
{
    private const string All = "all";

    // As in all verdicts of this library.
    private const double Level = 0.05;

    /// <summary>The mean accuracy of each strategy over streams, learners and seeds, a column for each rate.</summary>
    /// <param name="runs">All runs.</param>
    public static TextTable Overview(IReadOnlyList<StreamRun> runs)
    {
        double[] rates = [.. runs.Select(run => run.Rate).Distinct()];
        var table = new TextTable(["strategy", .. rates.Select(rate => rate.ToString("P0", CultureInfo.InvariantCulture))], words: 1);
        foreach (IGrouping<string, StreamRun> strategy in runs.GroupBy(run => run.Strategy))
        {
            table.Add([
                strategy.Key,
                .. rates.Select(rate => TextNumbers.Score(strategy.Where(run => run.Rate == rate).Average(run => run.Accuracy))),
            ]);
        }
        return table;
    }

    internal static ResultTable Runs(IEnumerable<StreamRun> runs) => new(
        ["stream", "learner", "rate", "strategy", "seed", "items", "asked", "accuracy", "kappa"],
        [
            .. runs.Select(run => (string[])
            [
                .. Key(run), Decimals.Whole(run.Seed), Decimals.Whole(run.Items), Decimals.Whole(run.Asked), Decimals.Format(run.Accuracy),
                Decimals.Format(run.Kappa),
            ]),
        ]);

    internal static ResultTable Summary(IEnumerable<StreamRun> runs) => new(
        [
            "stream", "learner", "rate", "strategy", "runs", "asked_share", "accuracy", "accuracy_lower", "accuracy_upper", "kappa", "kappa_lower",
            "kappa_upper",
        ],
        [
            .. runs.GroupBy(run => (run.Stream, run.Learner, run.Rate, run.Strategy)).Select(group => (string[])
            [
                .. Key(group.First()), Decimals.Whole(group.Count()), Decimals.Format(group.Average(Share)),
                .. Ends(MeanInterval.Of([.. group.Select(run => run.Accuracy)])), .. Ends(MeanInterval.Of([.. group.Select(run => run.Kappa)])),
            ]),
        ]);

    internal static ResultTable Curves(IEnumerable<StreamRun> runs) => new(
        ["stream", "learner", "rate", "strategy", "items", "accuracy"],
        [
            .. runs.GroupBy(run => (run.Stream, run.Learner, run.Rate, run.Strategy)).SelectMany(group =>
                Enumerable.Range(0, group.First().Curve.Count).Select(window => (string[])
                [
                    .. Key(group.First()), Decimals.Whole(Math.Min(group.First().Items, (window + 1) * StreamRun.Window)),
                    Decimals.Format(group.Average(run => run.Curve[window])),
                ])),
        ]);

    /// <summary>Of each learner and rate, and of all together: means over streams and seeds, and the mean rank of each strategy on the streams.</summary>
    internal static ResultTable Ranks(IReadOnlyList<StreamRun> runs) => new(
        ["learner", "rate", "strategy", "streams", "asked_share", "accuracy", "kappa", "mean_rank"],
        [
            .. Pooled(runs).GroupBy(run => (run.Learner, run.Rate)).SelectMany(setting =>
            {
                Dictionary<string, double>[] ranks = [.. setting.GroupBy(run => run.Stream).Select(RanksOn)];
                return setting.GroupBy(run => run.Strategy).Select(group => (string[])
                [
                    setting.Key.Learner, Rate(setting.Key.Rate), group.Key, Decimals.Whole(ranks.Length), Decimals.Format(group.Average(Share)),
                    Decimals.Format(group.Average(run => run.Accuracy)), Decimals.Format(group.Average(run => run.Kappa)),
                    Decimals.Format(ranks.Average(stream => stream[group.Key])),
                ]);
            }),
        ]);

    /// <summary>
    /// Of each learner and rate, and of all together, and of each pair of strategies: on how many streams the first is significantly better or worse (paired
    /// t-test over seeds, Holm over the streams), and the mean difference over streams with its interval.
    /// </summary>
    internal static ResultTable Verdicts(IReadOnlyList<StreamRun> runs) => new(
        ["learner", "rate", "first", "second", "streams", "better", "worse", "difference", "lower", "upper"],
        [
            .. from setting in Pooled(runs).GroupBy(run => (run.Learner, run.Rate))
               let strategies = setting.Select(run => run.Strategy).Distinct().ToArray()
               from first in strategies
               from second in strategies
               where first != second
               select Verdict(setting.Key.Learner, setting.Key.Rate, [.. setting.GroupBy(run => run.Stream)], first, second),
        ]);

    // All runs, and behind them the means over learners and rates where there are several.
    private static IReadOnlyList<StreamRun> Pooled(IReadOnlyList<StreamRun> runs) => runs.Select(run => (run.Learner, run.Rate)).Distinct().Count() == 1
        ? runs
        :
        [
            .. runs,
            .. runs.GroupBy(run => (run.Stream, run.Strategy, run.Seed)).Select(group => group.First() with
            {
                Learner = All,
                Rate = double.NaN,
                Items = group.Sum(run => run.Items),
                Asked = group.Sum(run => run.Asked),
                Accuracy = group.Average(run => run.Accuracy),
                Kappa = group.Average(run => run.Kappa),
            }),
        ];

    private static string[] Verdict(string learner, double rate, IReadOnlyList<IGrouping<string, StreamRun>> streams, string first, string second)
    {
        PairedTTest[] tests = [.. streams.Select(stream => PairedTTest.Run(Scores(stream, first), Scores(stream, second)))];
        double[] values = Holm.Adjust([.. tests.Select(test => test.PValue)]);
        int Count(int sign) => tests.Where((test, i) => values[i] < Level && Math.Sign(test.Difference) == sign).Count();
        return
        [
            learner, Rate(rate), first, second, Decimals.Whole(tests.Length), Decimals.Whole(Count(1)), Decimals.Whole(Count(-1)),
            .. Ends(MeanInterval.Of([.. tests.Select(test => test.Difference)])),
        ];
    }

    private static double[] Scores(IEnumerable<StreamRun> runs, string strategy) =>
        [.. runs.Where(run => run.Strategy == strategy).OrderBy(run => run.Seed).Select(run => run.Accuracy)];

    // 1 is the best; equal ones share their mean rank.
    private static Dictionary<string, double> RanksOn(IEnumerable<StreamRun> stream)
    {
        (string Name, double Mean)[] means =
            [.. stream.GroupBy(run => run.Strategy).Select(group => (group.Key, group.Average(run => run.Accuracy)))];
        return means.ToDictionary(
            one => one.Name, one => means.Count(other => other.Mean > one.Mean) + ((means.Count(other => other.Mean == one.Mean) + 1) / 2.0));
    }

    private static double Share(StreamRun run) => (double)run.Asked / run.Items;

    private static string[] Key(StreamRun run) => [run.Stream, run.Learner, Rate(run.Rate), run.Strategy];

    private static string Rate(double rate) => double.IsNaN(rate) ? All : rate.ToString(CultureInfo.InvariantCulture);

    private static string[] Ends(MeanInterval one) => [Decimals.Format(one.Mean), Decimals.Format(one.Lower), Decimals.Format(one.Upper)];
}
