using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Making;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Making;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments.Making;

/// <summary>Problems in which rows are made.</summary>
internal static class MadeBlobs
{
    public const int Budget = 12;
    public const int Rows = 45;

    public static MakeDefinition Make { get; } = new() { PerRow = 3, Price = 0.3, Weight = 0.5 };

    public static Problem Create(MakeDefinition? make = null, ulong seed = 1, int[]? order = null)
    {
        Problem problem = Support.Problems.Blobs(pool: Rows, classes: 3, spread: 1.5);
        order ??= [.. Enumerable.Range(0, Rows)];
        var items = new Items(
            problem.Items.Name, problem.Items.DataHash, problem.Items.Features.Take(order), [.. order.Select(row => problem.Items.Rows[row])],
            [.. problem.Start.Select(row => Array.IndexOf(order, row))]);
        return MadeProblems.Create(
            new Problem(MakingTask.Instance, items, problem.Units, new Reordered(problem.Oracle, order), problem.Judge, items.Origin), make ?? Make, 85, seed);
    }

    public static LearningCurve Run(Problem problem, IQueryStrategy strategy, int batch = 1) =>
        new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(Budget, batch)).Run(problem, strategy, 1);

    /// <summary>Plays an episode to its end.</summary>
    /// <returns>The episode, and what was chosen, in order.</returns>
    public static (Episode Episode, List<int> Chosen) Play(Problem problem, IQueryStrategy strategy, Action<Episode>? before = null)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        var player = new StrategyPlayer(strategy);
        episode.Begin(problem, Budget, 1);
        while (!episode.IsOver)
        {
            before?.Invoke(episode);
            player.Take(episode);
            episode.Label();
        }
        return (episode, [.. episode.Pool.Labelled[problem.Start.Length..]]);
    }

    private sealed class Reordered(IOracle oracle, int[] order) : IOracle
    {
        public double CostOf(int item) => oracle.CostOf(order[item]);

        public void Ask(int item, Span<double> answer) => oracle.Ask(order[item], answer);
    }
}
