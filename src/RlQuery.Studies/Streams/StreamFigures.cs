using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Statistics;
using RlQuery.Reports;

namespace RlQuery.Studies.Streams;

/// <summary>The figures of a study of streams: of each learner and rate, accuracy in windows, a panel for each stream.</summary>
internal static class StreamFigures
{
    private const int MostPanels = 12;

    /// <summary>Draws them into a folder.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="learned">Names of the learned policies.</param>
    /// <param name="folder">An existing folder.</param>
    public static void Write(IReadOnlyList<StreamRun> runs, IReadOnlyCollection<string> learned, string folder)
    {
        foreach (IGrouping<(string Learner, double Rate), StreamRun> setting in runs.GroupBy(run => (run.Learner, run.Rate)))
        {
            string rate = setting.Key.Rate.ToString(CultureInfo.InvariantCulture);
            Figure figure = LearningCurveFigure.Create(
                $"Accuracy along a stream: {setting.Key.Learner}, rate {rate}",
                FormattableString.Invariant(
                    $"mean over {setting.Select(run => run.Seed).Distinct().Count()} seeds in windows of {StreamRun.Window} items, with 95 % intervals"),
                "accuracy",
                [.. setting.GroupBy(run => run.Stream).Take(MostPanels).Select(stream => Panel(stream.Key, stream, learned))],
                "items");
            AtomicFile.Write(Path.Combine(folder, $"curves-{setting.Key.Learner}-{rate}.png"), figure.ToPng());
        }
    }

    private static LearningCurvePanel Panel(string stream, IEnumerable<StreamRun> runs, IReadOnlyCollection<string> learned) => new(
        stream,
        [
            .. runs.GroupBy(run => run.Strategy).Select(strategy =>
            {
                StreamRun first = strategy.First();
                MeanInterval[] windows =
                [
                    .. Enumerable.Range(0, first.Curve.Count).Select(window => MeanInterval.Of([.. strategy.Select(run => run.Curve[window])])),
                ];
                double[] items = [.. windows.Select((_, window) => (double)Math.Min(first.Items, (window + 1) * StreamRun.Window))];
                return new StrategyCurve(
                    strategy.Key, learned.Contains(strategy.Key), items, [.. windows.Select(one => one.Mean)], [.. windows.Select(one => one.Lower)],
                    [.. windows.Select(one => one.Upper)]);
            }),
        ]);
}
