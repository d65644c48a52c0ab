using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

/// <summary>The loop makes the very picks of one written by hand in numpy and scikit-learn (tests/RlQuery.Benchmarks/reference.py, tight tolerance).</summary>
public sealed class ScikitLearnLoopTests
{
    public static TheoryData<int, ulong, int, double, int[]> Loops => new()
    {
        {
            2, 5, 4, 0.7979166666666668,
            [8, 62, 107, 56, 31, 99, 82, 110, 54, 108, 86, 83, 38, 13, 36, 3, 24, 73, 102, 80, 30, 15, 95, 2, 35, 119, 37, 17, 60, 85]
        },
        {
            4, 6, 5, 0.5058333333333332,
            [105, 91, 67, 84, 41, 78, 77, 42, 31, 86, 71, 70, 16, 101, 102, 90, 95, 109, 50, 4, 115, 119, 97, 38, 112, 13, 94, 6, 24, 33]
        },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void Margin_makes_the_same_picks_and_the_same_curve(int classes, ulong seed, int features, double aubc, int[] picks)
    {
        Problem problem = Draw(classes, seed, features);
        var episode = new Episode(new LogisticRegressionFactory());
        var player = new StrategyPlayer(Known.Parts.Find<IQueryStrategy>("margin"));
        episode.Begin(problem, picks.Length, seed: 1);
        foreach (int _ in picks)
        {
            player.Take(episode);
            episode.Label();
        }
        Assert.Equal(picks, episode.Pool.Labelled[classes..].ToArray());
        var runner = new StrategyRunner(new LogisticRegressionFactory(), new EpisodeOptions(picks.Length));
        Assert.Equal(aubc, runner.Run(problem, Known.Parts.Find<IQueryStrategy>("margin"), seed: 1).Aubc, 1e-12);
    }

    // Inputs are not stored: numpy's default_rng(seed).random() gives the same doubles. 120 pool rows, 40 test rows, the first row of each class labelled.
    private static Problem Draw(int classes, ulong seed, int features)
    {
        const int Pool = 120;
        const int Rows = 160;
        var draws = new Pcg64(seed);
        var noise = new Pcg64(seed + 1000);
        float[] x = [.. Enumerable.Range(0, Rows * features).Select(_ => (float)((4 * draws.NextDouble()) - 2))];
        int[] y =
        [
            .. Enumerable.Range(0, Rows).Select(i =>
            {
                double score = (double)x[i * features] + x[(i * features) + 1] + ((noise.NextDouble() - 0.5) * 2);
                return Math.Clamp((int)((score + 2) / 4 * classes), 0, classes - 1);
            }),
        ];
        Dataset data = Dataset.ForClassification(
            "loop", "test", x, y, [.. Enumerable.Range(0, features).Select(j => $"x{j}")], [.. Enumerable.Range(0, classes).Select(k => $"c{k}")]);
        return ProblemParts.OfClasses(
            data, new FeatureMatrix(x[..(Pool * features)], Pool, features), y[..Pool], [.. Enumerable.Range(0, Pool)],
            new FeatureMatrix(x[(Pool * features)..], Rows - Pool, features), y[Pool..],
            [.. Enumerable.Range(0, classes).Select(k => Array.IndexOf(y, k))]);
    }
}
