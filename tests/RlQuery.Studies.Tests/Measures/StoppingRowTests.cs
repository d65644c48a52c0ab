using RlQuery.Core.Evaluation;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;

namespace RlQuery.Studies.Tests.Measures;

public sealed class StoppingRowTests
{
    private static readonly string[] Rules = ["budget:2", "confidence:0.9"];

    [Fact]
    public void A_stop_has_the_score_of_its_point_and_saves_what_is_asked_for_after_it()
    {
        IReadOnlyList<StoppingRow> rows = StoppingRow.Of([Episode("heart", 0, [0.5, 0.6, 0.75], 4, null), Episode("heart", 1, [0.5, 0.7, 0.65], 4, 2)], Rules);
        Assert.Equal(Rules, rows.Select(row => row.Rule));
        StoppingRow budget = rows[0];
        Assert.Equal(("heart", 2, 2, 4.0, 2.0), (budget.Data, budget.Episodes, budget.Stopped, budget.Labels, budget.Saved));
        Assert.Equal((0.65, 0.7), (Math.Round(budget.Score, 12), Math.Round(budget.Final, 12)));
        // Lost 0.15 and -0.05.
        Assert.Equal(MeanInterval.Of([0.15, -0.05]).Lower, budget.Lost.Lower, 1e-12);
        // Once it never held, which counts as the end.
        Assert.Equal((1, 4.0, 2.0), (rows[1].Stopped, rows[1].Labels, rows[1].Saved));
        Assert.Equal((0.75 - 0.75 + (0.65 - 0.5)) / 2, rows[1].Lost.Mean, 1e-12);
    }

    [Fact]
    public void Of_a_loss_what_is_lost_is_how_much_lower_it_is_at_the_end()
    {
        EpisodeResult episode = Episode("heart", 0, [0.9, 0.6, 0.4], 4, null);
        StoppingRow row = StoppingRow.Of([episode with { Curve = episode.Curve with { Metric = Known.Parts.Find<IMetric>("brier") } }], Rules)[0];
        Assert.Equal(0.2, row.Lost.Mean, 1e-12);
    }

    [Fact]
    public void All_sets_together_are_the_mean_over_the_sets_whatever_their_number_of_seeds()
    {
        EpisodeResult[] episodes =
            [Episode("heart", 0, [0.5, 0.6, 0.8], 4, 6), Episode("heart", 1, [0.5, 0.6, 0.8], 4, 6), Episode("iris", 0, [0.5, 0.6, 0.7], 6, 6)];
        StoppingRow[] all = [.. StoppingRow.Of(episodes, Rules).Where(row => row.Data is null)];
        Assert.Equal(Rules, all.Select(row => row.Rule));
        Assert.Equal((3, 5.0, 1.0), (all[0].Episodes, all[0].Labels, all[0].Saved));
        Assert.Equal(0.1, all[0].Lost.Mean, 1e-12);
    }

    private static EpisodeResult Episode(string data, long seed, double[] scores, params double?[] stops) =>
        new(new EpisodeSpec(data, "margin", seed), new LearningCurve([2, 4, 6], scores) { Stops = stops });
}
