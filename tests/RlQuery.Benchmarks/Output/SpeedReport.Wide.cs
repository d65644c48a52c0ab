using System.Globalization;
using RlQuery.Benchmarks.Compare;
using RlQuery.Benchmarks.Problems;
using RlQuery.Benchmarks.Whole;
using RlQuery.Benchmarks.Wide;
using RlQuery.Core.Learners;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Benchmarks.Output;

/// <content>Wide rows, as embedded texts are.</content>
internal sealed partial class SpeedReport
{
    private const string Shape = "pool and test of 750 rows x 384 features";

    // Classes, queries of an episode, goal in ms, states to compare.
    private static readonly (int Classes, int Queries, double Goal, int States)[] WideTasks =
        [(2, 58, 3, 700), (6, 54, 5, 700), (20, 40, 12, 600), (150, 15, 60, 15)];

    /// <summary>Queries, their parts, refits and training on wide rows.</summary>
    /// <param name="python">Has scikit-learn.</param>
    public void Wide(string python)
    {
        // On a busy machine the first measurement of a process ends before all of it is compiled.
        WideQuery.Measure(WideData.Create(WideTasks[0].Classes, seed: 1), new LogisticRegressionFactory(), WideTasks[0].Queries);
        Add(
            "wide", $"A query of the general policy on wide rows: {Shape} that resemble embedded texts; logistic regression, one label of each class to begin "
                + "with, one thread",
            new Table(
                [
                    "classes", "queries", "ms", "goal (ms)", "whole rows (ms)", "times faster", "first query, with the beginning of the episode (ms)", "states",
                    "same picks",
                ],
                [.. WideTasks.Select(task => Announced($"{task.Classes} classes", () => WideCells(task.Classes, task.Queries, task.Goal, task.States)))]),
            "A query is: signals, choice, answer, refit, predictions of pool and test. Whole rows: the same with all features in place of the span of the "
                + "labelled rows, which also gives the picks that are compared, state by state.");
        int[] classes = [.. WideTasks.Select(task => task.Classes)];
        IReadOnlyList<(string Part, double Milliseconds)>[] shares =
        [
            .. WideTasks.Select(task => WideShares.Measure(WideData.Create(task.Classes, seed: 1), new LogisticRegressionFactory(), task.Queries)),
        ];
        Add(
            "wide-parts", $"Parts of such a query: ms with {string.Join(", ", classes)} classes",
            new Table(
                ["part", .. classes.Select(count => count.ToString(CultureInfo.InvariantCulture))],
                [.. shares[0].Select((share, i) => new[] { share.Part }.Concat(shares.Select(one => Milliseconds(1e-3 * one[i].Milliseconds))).ToArray())]),
            "What several signals share counts for the first.");
        Refits(python);
        int cores = Environment.ProcessorCount;
        Add(
            "wide-train", $"Training on pools of 750 x 384, 2 classes, in the environment of the general policy, {cores} threads; all included",
            new Table(
                ["agent", "steps", "steps a second", "goal", "seconds", "processor seconds", "steps a second if no core did anything else"],
                [.. new[] { ("evolution", 80_000), ("dqn", 48_000), ("policy-gradient", 48_000) }.Select(run =>
                {
                    WholeCost cost = Announced(run.Item1, () => WideTraining.Measure(run.Item1, run.Item2));
                    return new[]
                    {
                        run.Item1, Number(cost.Done), Number(cost.Done / cost.Elapsed), "2000", Number(cost.Elapsed), Number(cost.Processor),
                        Number(cost.Done * cores / cost.Processor),
                    };
                })]),
            "What other processes take of the cores lowers the rate; the last column is what the processor time alone allows.");
    }

    private void Refits(string python)
    {
        using var reference = new ReferenceProcess(python);
        using var exchange = new ExchangeFolder();
        Add(
            "wide-refit", "Fits on wide rows against scikit-learn, one thread each, in turns; medians of processor time",
            new Table(
                ["work", "ours (us)", "reference (us)", "times faster", "goal"],
                [.. new[] { true, false }.Select(warm =>
                {
                    var contest = new RefitContest(reference, exchange, warm);
                    ComparedRow row = Announced(contest.Work, () => Comparison.Run(contest));
                    return new[] { contest.Work, Number(1e6 * row.Ours), Number(1e6 * row.Reference), Number(row.Ratio), Number(contest.Goal) };
                })]),
            "The reference always begins with nothing, at its default tolerance.");
    }

    private static string[] WideCells(int classes, int queries, double goal, int states)
    {
        Core.Tasks.Problem problem = WideData.Create(classes, seed: 1);
        WideQuery ours = WideQuery.Measure(problem, new LogisticRegressionFactory(), queries);
        WideQuery whole = WideQuery.Measure(problem, new WholeRows.Factory(), Math.Min(queries, 600 / classes));
        WideAgreement agreement = WideAgreement.Measure(classes, queries, states);
        return
        [
            Number(classes), Number(queries), Milliseconds(ours.Mean), Number(goal), Milliseconds(whole.Mean), Number(whole.Mean / ours.Mean),
            Milliseconds(ours.First), Number(agreement.States), Number(agreement.Same),
        ];
    }

    private static string Milliseconds(double seconds) => (1e3 * seconds).ToString("F3", CultureInfo.InvariantCulture);
}
