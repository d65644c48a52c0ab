using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Routing;

/// <summary>Makes a problem of classes one of rows and annotators.</summary>
/// <remarks>
/// The classes of the start rows are known for certain, and all annotators have answered them before, as a test of theirs. These answers cost nothing. All
/// other answers are asked for one by one, at their price. Annotators are in the order of their prices, then of their names, so that no choice depends on
/// another order.
/// </remarks>
internal static class RoutedProblems
{
    /// <summary>Makes the problem.</summary>
    /// <param name="problem">Its rows, classes and start.</param>
    /// <param name="annotators">Who may be asked; without faults.</param>
    /// <param name="seed">With the problem it decides what they say.</param>
    /// <param name="rule">How several answers of a row become one.</param>
    /// <exception cref="InvalidInputException">The data lack what a local model sees, or too few rows are left to ask for.</exception>
    public static Problem Create(Problem problem, IReadOnlyList<AnnotatorDefinition> annotators, ulong seed, TruthRule rule = TruthRule.DawidSkene)
    {
        AnnotatorDefinition[] panel = [.. annotators.OrderBy(one => one.Price).ThenBy(one => one.Name, StringComparer.Ordinal)];
        Items all = problem.Items;
        int[] truth = Truth(problem);
        int[] lots = Lots(problem, seed);
        Func<int, int, int>[] said = [.. panel.Select(one => Said(one, problem, truth, lots, seed))];
        int[] held = [.. lots.Take(panel.Max(one => Held(one, all)))];
        int[] kept = [.. Enumerable.Range(0, all.Count).Except(held).Order()];
        if (kept.Length <= problem.Start.Length)
        {
            throw new InvalidInputException($"{all.Name}: a pool of {all.Count} leaves nothing to ask for after the rows that local models are fitted to");
        }
        int[] start = [.. problem.Start.Select(row => Array.IndexOf(kept, row))];
        var rows = new Items(all.Name, all.DataHash, all.Features.Take(kept), [.. kept.Select(row => all.Rows[row])], start)
        {
            Views = all.Views,
            Links = all.Links?.Among(kept),
        };
        // First the start rows, whose classes are known; then all rows for one annotator after the other.
        int[] pairRows = [.. start, .. panel.SelectMany(_ => Enumerable.Range(0, kept.Length))];
        int[] pairAnnotators = [.. start.Select(_ => Routes.Certain), .. panel.SelectMany((_, who) => Enumerable.Repeat(who, kept.Length))];
        var routes = new Routes(
            rows, pairRows, pairAnnotators, [.. panel.Select(one => one.Price)], [.. panel.Select(one => one.Kind == AnnotatorKind.Person)])
        {
            Limits = [.. panel.Select(one => one.Answers ?? int.MaxValue)],
            Rule = rule,
        };
        int[] certain = [.. Enumerable.Range(0, start.Length)];
        var items = new Items(all.Name, all.DataHash, rows.Features.Take(pairRows), [.. pairRows.Select(row => rows.Rows[row])], certain)
        {
            Views = all.Views,
            Routes = routes,
        };
        int[] tested = [.. panel.SelectMany((_, who) => start.Select(row => start.Length + (who * kept.Length) + row))];
        var sheet = new AnswerSheet(routes, Among(truth, kept), Array.ConvertAll(said, one => (Func<int, int, int>)((row, before) => one(kept[row], before))));
        return new Problem(problem.Task, items, problem.Units, sheet, problem.Judge, [.. certain, .. tested]);
    }

    private static int[] Truth(Problem problem)
    {
        double[] answer = new double[1];
        int[] truth = new int[problem.Items.Count];
        for (int row = 0; row < truth.Length; row++)
        {
            problem.Oracle.Ask(row, answer);
            truth[row] = (int)answer[0];
        }
        return truth;
    }

    // The rows after the start in an order by lot: local models are fitted to the first of them.
    private static int[] Lots(Problem problem, ulong seed)
    {
        ulong own = SeedSequence.Child(seed, "rows of local models");
        int[] rows = [.. Enumerable.Range(0, problem.Items.Count).Except(problem.Start)];
        return [.. rows.OrderBy(row => SeedSequence.Child(own, (ulong)problem.Items.Rows[row])).ThenBy(row => problem.Items.Rows[row])];
    }

    private static int Held(AnnotatorDefinition one, Items all) => (int)Math.Ceiling(one.Share * all.Count);

    // What it says of a row of the pool, after so many answers.
    private static Func<int, int, int> Said(AnnotatorDefinition one, Problem problem, int[] truth, int[] lots, ulong seed)
    {
        if (one.IsLocal)
        {
            int[] rows = [.. lots.Take(Held(one, problem.Items))];
            int[] answers = LocalAnnotator.Answers(one, problem.Items, problem.Units[0], rows, Among(truth, rows));
            return (row, _) => answers[row];
        }
        var simulated = new SimulatedAnnotator(one, problem.Units[0].Classes, seed);
        int[]? regions = one.Regions is int count ? RowRegions.Of(problem.Items, count, SeedSequence.Child(seed, $"regions of {one.Name}")) : null;
        return (row, before) => simulated.Answer(problem.Items.Rows[row], truth[row], before, regions?[row] ?? 0);
    }

    private static int[] Among(int[] values, int[] rows) => [.. rows.Select(row => values[row])];
}
