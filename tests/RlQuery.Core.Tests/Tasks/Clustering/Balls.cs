using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Tests.Tasks.Clustering;

/// <summary>Balls of rows, a class each, and episodes on them.</summary>
internal static class Balls
{
    /// <summary>Draws rows around points that are 10 apart on the axes.</summary>
    public static Dataset Of(int classes, int perClass, double radius, ulong seed)
    {
        var draws = new Pcg64(seed, "balls");
        int[] labels = [.. Enumerable.Range(0, classes * perClass).Select(row => row % classes)];
        float[] values =
            [.. labels.SelectMany(label => Enumerable.Range(0, classes).Select(j => (j == label ? 10f : 0f) + (float)(radius * draws.NextGaussian())))];
        return Dataset.ForClassification("balls", "test", values, labels, [.. Names("x", classes)], [.. Names("class", classes)]);
    }

    public static Problem Problem(Dataset data, ulong seed = 3, int poolCap = 1000, int start = 1) =>
        new ProblemOptions(ClusteringTask.Instance, new SplitOptions { PoolCap = poolCap }, start).Create(data, seed);

    public static Episode Begin(Problem problem, int budget = 1000, string learner = "pckmeans")
    {
        var episode = new Episode(Known.Parts.FindLearner(learner, TargetKind.Link));
        episode.Begin(problem, budget, 1);
        return episode;
    }

    public static IQueryStrategy Strategy(string name) => Known.Parts.Find<IQueryStrategy>(name);

    public static StrategyPlayer Player(string strategy) => new(Strategy(strategy));

    /// <summary>Whether two rows of the pool belong together, whatever was asked.</summary>
    public static bool Truth(Problem problem, int item)
    {
        double[] answer = new double[1];
        problem.Oracle.Ask(item, answer);
        return answer[0] == 1;
    }

    private static IEnumerable<string> Names(string word, int count) => Enumerable.Range(0, count).Select(i => $"{word}{i}");
}
