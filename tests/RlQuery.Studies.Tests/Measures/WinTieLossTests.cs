using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class WinTieLossTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-wins-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sets_are_won_tied_and_lost_as_they_were_made()
    {
        IReadOnlyList<WinTieLoss> matrix = WinTieLoss.Of(Episodes(10, ("random", [0, 0, 0, 0]), ("margin", [0.1, 0.1, 0, -0.1]), ("mine", [0.2, 0.2, 0.2, 0])));
        Assert.Equal(
            [
                new("random", "margin", 1, 1, 2), new("random", "mine", 0, 1, 3), new("margin", "random", 2, 1, 1),
                new("margin", "mine", 0, 0, 4), new("mine", "random", 3, 1, 0), new("mine", "margin", 4, 0, 0),
            ],
            matrix);
    }

    [Fact]
    public void It_counts_what_the_differences_to_a_reference_mark()
    {
        var draws = new Pcg64(5);
        EpisodeResult[] episodes = Episodes(6, ("margin", new double[12]), ("mine", [.. Enumerable.Range(0, 12).Select(_ => 0.05 * draws.NextGaussian())]));
        SetDifferences to = Assert.Single(SetDifferences.With("margin", episodes));
        WinTieLoss mine = WinTieLoss.Of(episodes).Single(one => one.Strategy == "mine");
        Assert.Equal((12, to.Sets.Count(set => set.Verdict > 0), to.Sets.Count(set => set.Verdict < 0)), (mine.Sets, mine.Wins, mine.Losses));
        Assert.InRange(mine.Wins, 1, 11);
    }

    [Fact]
    public void One_seed_is_a_tie_and_a_set_without_common_seeds_does_not_count()
    {
        EpisodeResult[] episodes =
        [
            .. Episodes(1, ("margin", [0.0, 0]), ("mine", [0.5, 0.5])),
            new(new EpisodeSpec("apart", "margin", 1), new LearningCurve([2, 3], [0.5, 0.5])),
            new(new EpisodeSpec("apart", "mine", 2), new LearningCurve([2, 3], [0.5, 0.5])),
        ];
        Assert.Equal([new("margin", "mine", 0, 2, 0), new("mine", "margin", 0, 2, 0)], WinTieLoss.Of(episodes));
        string path = Path.Combine(_folder, WinTieLossAnalysis.File);
        WinTieLossAnalysis.Table(WinTieLoss.Of(episodes)).Write(path);
        Assert.Equal("strategy,other,sets,wins,ties,losses\nmargin,mine,2,0,2,0\nmine,margin,2,0,2,0\n", File.ReadAllText(path));
    }

    /// <summary>Strategies with their gain on each set, and a little noise.</summary>
    private static EpisodeResult[] Episodes(int seeds, params (string Strategy, double[] Gains)[] strategies)
    {
        var draws = new Pcg64(2);
        return
        [
            .. from one in strategies
               from set in Enumerable.Range(0, one.Gains.Length)
               from seed in Enumerable.Range(0, seeds)
               let score = 0.5 + one.Gains[set] + (0.001 * draws.NextGaussian())
               select new EpisodeResult(new EpisodeSpec($"set{set}", one.Strategy, seed), new LearningCurve([2, 3], [score, score])),
        ];
    }
}
