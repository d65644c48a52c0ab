using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Routing;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments.Routing;

/// <summary>Problems of several annotators.</summary>
internal static class RoutedBlobs
{
    public const int Budget = 20;

    /// <summary>A person that is dear and right, and two models that are cheap and err.</summary>
    public static IReadOnlyList<AnnotatorDefinition> Mixed { get; } =
    [
        new() { Name = "person", Kind = AnnotatorKind.Person, Price = 5, Accuracy = [0.95, 1] },
        new() { Name = "model", Price = 1, Accuracy = [0.6, 0.9] },
        new() { Name = "small model", Price = 0.3, Accuracy = [0.3, 0.8] },
    ];

    public static Problem Create(IReadOnlyList<AnnotatorDefinition> annotators, ulong seed = 1, int classes = 3, int pool = 45)
    {
        Problem problem = Problems.Blobs(pool: pool, classes: classes, spread: 1.5);
        return RoutedProblems.Create(
            new Problem(RoutingTask.Instance, problem.Items, problem.Units, problem.Oracle, problem.Judge, problem.Start), annotators, seed);
    }

    public static LearningCurve Run(Problem problem, IQueryStrategy strategy, ulong seed = 1, int batch = 1) =>
        new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(Budget, batch)).Run(problem, strategy, seed);

    /// <summary>Plays an episode to its end.</summary>
    /// <returns>The episode, and what was asked, in order.</returns>
    public static (Episode Episode, List<int> Asked) Play(Problem problem, IQueryStrategy strategy, ulong seed = 1)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        var player = new StrategyPlayer(strategy);
        episode.Begin(problem, Budget, seed);
        while (!episode.IsOver)
        {
            player.Take(episode);
            episode.Label();
        }
        return (episode, [.. episode.Pool.Labelled[problem.Start.Length..]]);
    }
}
