using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Queries;

public sealed class QueryBatchTests
{
    private static readonly IQueryStrategy Margin = Known.Parts.Find<IQueryStrategy>("margin");

    public static TheoryData<string, int> Labellings => new()
    {
        { "representative", 0 }, { "representative", 1 }, { "margin", 0 }, { "margin", 1 }, { "margin", 2 }, { "qbc-kl", 2 }, { "eer", 2 }, { "bald", 0 },
    };

    [Theory]
    [MemberData(nameof(Labellings))]
    public void Rows_without_a_label_are_asked_for_once_each_whatever_is_labelled(string name, int classes)
    {
        Dataset data = Clusters(classes, rows: 30);
        IQueryStrategy strategy = Known.Parts.TryFind<IQueryStrategy>(name) ?? new RepresentativeStrategy();
        IReadOnlyList<Pick> picks = Choose(data, strategy, 1000);
        Assert.Equal(
            Enumerable.Range(0, 30).Where(row => data.Labels[row] == Dataset.Unlabelled),
            picks.Select(pick => pick.Row).Order());
    }

    [Fact]
    public void A_smaller_count_gives_the_first_of_a_larger_one()
    {
        Dataset data = Clusters(2, rows: 30);
        Assert.Equal(
            Choose(data, Margin, 12).Take(5).Select(pick => (pick.Row, pick.Score)),
            Choose(data, Margin, 5).Select(pick => (pick.Row, pick.Score)));
    }

    [Fact]
    public void Margin_asks_first_for_the_row_on_the_border()
    {
        // Classes at -1 and +1; of the others, 0.05 is nearest to the middle.
        Dataset data = Line([-1, 1, -0.9f, 0.05f, 0.8f], [0, 1, -1, -1, -1]);
        Assert.Equal([3, 4, 2], Choose(data, Margin, 3).Select(pick => pick.Row));
    }

    [Fact]
    public void The_first_representative_row_is_in_the_crowd_and_the_next_is_not_its_neighbour()
    {
        // A crowd at 0, a smaller one at 5, and one far row: crowds first, and one row of each.
        Dataset data = Line([0, 0.01f, -0.01f, 0.02f, -0.02f, 5, 5.01f, 4.99f, 30], [-1, -1, -1, -1, -1, -1, -1, -1, -1]);
        IReadOnlyList<Pick> picks = Choose(data, new RepresentativeStrategy(), 2);
        Assert.InRange(picks[0].Row, 0, 4);
        Assert.InRange(picks[1].Row, 5, 7);
    }

    [Fact]
    public void Copies_of_a_chosen_row_come_last()
    {
        // Three copies stand nearest to the border; one of them is asked for, then each other row, then the rest of the copies.
        Dataset data = Line([-1, 1, 0.05f, 0.8f, 0.05f, -0.9f, 0.05f], [0, 1, -1, -1, -1, -1, -1]);
        Assert.Equal([2, 3, 5, 4, 6], Choose(data, Margin, 5).Select(pick => pick.Row));
    }

    /// <summary>Planted: every row has two others that differ from it by a hundredth of the spread of the rows.</summary>
    [Theory]
    [InlineData("margin", 2)]
    [InlineData("entropy", 5)]
    [InlineData("random", 2)]
    [InlineData("core-set", 5)]
    [InlineData("representative", 5)]
    public void A_batch_holds_no_near_duplicates_while_there_are_other_rows(string name, int features)
    {
        var draws = new Pcg64(7, name);
        const int Originals = 60;
        float[][] originals = [.. Enumerable.Range(0, Originals).Select(
            row => Enumerable.Range(0, features).Select(_ => (float)(draws.NextGaussian() + (row % 2 * 2))).ToArray())];
        float[] values = [.. Enumerable.Range(0, 3 * Originals).SelectMany(
            row => originals[row % Originals].Select(value => value + (row < Originals ? 0 : (float)draws.NextGaussian() * 0.01f)))];
        int[] labels = [.. Enumerable.Range(0, 3 * Originals).Select(row => row < 4 ? row % 2 : Dataset.Unlabelled)];
        var data = Dataset.ForClassification("planted", "test", values, labels, [.. Enumerable.Range(0, features).Select(i => $"x{i}")], ["a", "b"]);
        IReadOnlyList<Pick> picks = Choose(data, Known.Parts.TryFind<IQueryStrategy>(name) ?? new RepresentativeStrategy(), 20);
        Assert.Equal(20, picks.Select(pick => pick.Row % Originals).Distinct().Count());
        Assert.DoesNotContain(picks, pick => pick.Reason.Contains("the same as a row above", StringComparison.Ordinal));
        // Nothing is left out: they come when no other is left, and say so.
        IReadOnlyList<Pick> all = Choose(data, Known.Parts.TryFind<IQueryStrategy>(name) ?? new RepresentativeStrategy(), 1000);
        Assert.Equal((3 * Originals) - 4, all.Select(pick => pick.Row).Distinct().Count());
        Assert.EndsWith("nearly the same as a row above", all[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Uncertainty_is_one_minus_the_margin_whatever_the_strategy()
    {
        Dataset data = Clusters(2, rows: 30);
        var margins = Choose(data, Margin, 30).ToDictionary(pick => pick.Row, pick => pick.Signals[0]);
        foreach (string name in (string[])["random", "core-set", "qbc-kl"])
        {
            Assert.All(
                Choose(data, Known.Parts.Find<IQueryStrategy>(name), 30),
                pick => Assert.Equal(1 - margins[pick.Row], pick.Judgement.Uncertainty!.Value, 1e-6f));
        }
    }

    [Fact]
    public void Difficulty_is_how_much_the_five_nearest_labels_differ()
    {
        // Near 0 the labels agree; near 10 they are 3 to 2; near 20 there are all the labels of a third class.
        Dataset data = Dataset.ForClassification(
            "line", "test", [0, 0.1f, 0.2f, 0.3f, 0.4f, 10, 10.1f, 10.2f, 10.3f, 10.4f, 20, 20.1f, 20.2f, 20.3f, 20.4f, 0.25f, 10.25f, 20.25f],
            [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 2, 2, 0, 2, 2, -1, -1, -1], ["x"], ["a", "b", "c"]);
        var found = Choose(data, Margin, 3).ToDictionary(pick => pick.Row, pick => pick.Judgement.Difficulty!.Value);
        // 1 - sum of squares is 0, 12 / 25 and 8 / 25; of five labels of three classes it is 16 / 25 at most.
        Assert.Equal([0, 12f / 16, 8f / 16], new[] { found[15], found[16], found[17] }, (x, y) => Math.Abs(x - y) < 1e-6);
    }

    [Fact]
    public void Difficulty_of_numbers_is_how_much_the_five_nearest_differ_and_uncertainty_is_higher_far_from_all_labels()
    {
        // Near 0 the numbers are 1; near 10 they are 0 and 4 in turns; nothing is labelled near 30.
        float[] x = [0, 0.1f, 0.2f, 0.3f, 0.4f, 10, 10.1f, 10.2f, 10.3f, 10.4f, 0.25f, 10.25f, 30];
        float[] y = [1, 1, 1, 1, 1, 0, 4, 0, 4, 0, float.NaN, float.NaN, float.NaN];
        var data = Dataset.ForRegression("line", "test", x, y, ["x"]);
        foreach (string learner in (string[])["gaussian-process-regression", "ridge-regression"])
        {
            var found = QueryBatch.Choose(
                data, Known.Parts.Find<IQueryStrategy>("greedy-input"), Known.Parts.FindLearner(learner, TargetKind.Number), 3, budget: 40, seed: 0)
                .ToDictionary(pick => pick.Row, pick => pick.Judgement);
            double spread = Math.Sqrt(y[..10].Average(one => (one - 1.3) * (one - 1.3)));
            Assert.Equal(0, found[10].Difficulty!.Value, 1e-6);
            Assert.Equal(Math.Min(1, Math.Sqrt(((3 * 1.6 * 1.6) + (2 * 2.4 * 2.4)) / 5) / spread), found[11].Difficulty!.Value, 1e-5);
            Assert.InRange(found[12].Uncertainty!.Value, found[10].Uncertainty!.Value, 1);
            Assert.All(found.Values, judgement => Assert.InRange(judgement.Uncertainty!.Value, 0, 1));
        }
        var same = Dataset.ForRegression("line", "test", x, [.. y.Select(one => float.IsNaN(one) ? one : 2)], ["x"]);
        Assert.All(
            QueryBatch.Choose(same, new RepresentativeStrategy(), Known.Parts.FindLearner("ridge-regression", TargetKind.Number), 3, budget: 40, seed: 0),
            pick => Assert.Equal(RowJudgement.None, pick.Judgement));
    }

    [Fact]
    public void Nothing_is_said_of_a_row_before_two_classes_are_labelled() =>
        Assert.All(Choose(Clusters(1, rows: 30), new RepresentativeStrategy(), 3), pick => Assert.Equal(RowJudgement.None, pick.Judgement));

    [Fact]
    public void The_reason_is_what_the_strongest_signals_say()
    {
        Assert.All(Choose(Clusters(2, rows: 30), Margin, 5), pick => Assert.Equal("the model wavers between two classes", pick.Reason));
        Assert.Equal("drawn at random", Choose(Clusters(2, rows: 30), Known.Parts.Find<IQueryStrategy>("random"), 1)[0].Reason);
        ISignal[] signals = [new MarginSignal(), new DensitySignal(), new LabelledNeighboursSignal(), new RaritySignal()];
        Assert.Equal(
            "few labels near; the model wavers between two classes",
            ReasonWords.Of(signals, [0.1f, 0.9f, 0, 0.5f], [0.5f, 0.5f, 0.3f, 0.5f], [0.2f, 0.01f, 0.4f, -1]));
        Assert.Equal("the model wavers between two classes", ReasonWords.Of([new MarginSignal(), new MarginRankSignal()], [0, 0], [1, 1], [2, 1]));
        Assert.Equal("few rows are like it", ReasonWords.Of(signals, [0, 0.1f, 0, 0], [0, 0.5f, 0, 0], [0, 0.1f, 0, 0]));
        Assert.Equal("the best that is left, though no signal by itself sets it apart", ReasonWords.Of(signals, [0, 0, 0, 0], [0, 0, 0, 0], [0, -0.1f, 0, 0]));
    }

    [Fact]
    public void Before_any_label_no_reason_speaks_of_labels()
    {
        IReadOnlyList<Pick> picks = Choose(Clusters(0, rows: 30), new RepresentativeStrategy(), 6);
        Assert.Equal("many rows are like it", picks[0].Reason);
        Assert.Contains(picks.Skip(1), pick => pick.Reason.Contains("farther from the rows above than others", StringComparison.Ordinal));
        Assert.DoesNotContain(picks, pick => pick.Reason.Contains("every label", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_signal_has_words_for_either_end()
    {
        foreach (ISignal signal in Known.Parts.All<ISignal>())
        {
            string high = ReasonWords.Of([signal], [1], [0], [1]);
            string low = ReasonWords.Of([signal], [0], [1], [1]);
            Assert.NotEqual(high, low);
            Assert.DoesNotContain(signal.Name + " is", high, StringComparison.Ordinal);
            // They stand in CSV files unquoted.
            Assert.DoesNotContain(high + low, letter => letter is ',' or '"' or '\n');
        }
    }

    [Fact]
    public void A_table_of_one_class_is_not_learnable_and_one_of_two_is()
    {
        Assert.False(QueryBatch.IsLearnable(Clusters(0, 10)));
        Assert.False(QueryBatch.IsLearnable(Clusters(1, 10)));
        Assert.True(QueryBatch.IsLearnable(Clusters(2, 10)));
    }

    [Fact]
    public void The_signal_of_a_heuristic_is_its_only_reason()
    {
        Pick pick = Choose(Clusters(2, rows: 30), Margin, 1)[0];
        Assert.Equal([0], pick.Reasons(3));
        // Margin scores -margin: what the choice owes to it is how far its margin is below the mean.
        Assert.Equal(-pick.Signals[0], pick.Score);
        Assert.True(pick.Contributions[0] > 0);
    }

    [Fact]
    public void Reasons_stand_strongest_first_and_only_if_they_speak_for_the_row() =>
        Assert.Equal([3, 0], new Pick(0, 1, [0, 0, 0, 0], [0.1f, -0.5f, 0, 0.2f]).Reasons(3));

    private static IReadOnlyList<Pick> Choose(Dataset data, IQueryStrategy strategy, int count) =>
        QueryBatch.Choose(data, strategy, new LogisticRegressionFactory(), count, budget: 40, seed: 0);

    /// <summary>Two clusters, of which the first rows are labelled with as many classes as asked for.</summary>
    private static Dataset Clusters(int labelledClasses, int rows)
    {
        var generator = new Pcg64(3);
        float[] values =
            [.. Enumerable.Range(0, rows).SelectMany(row => new[] { (float)generator.NextGaussian() + (row % 2 * 3), (float)generator.NextGaussian() })];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row < 4 && row % 2 < labelledClasses ? row % 2 : Dataset.Unlabelled)];
        return Dataset.ForClassification("clusters", "test", values, labels, ["x", "y"], [.. new[] { "a", "b" }.Take(labelledClasses)]);
    }

    private static Dataset Line(float[] values, int[] labels) => Dataset.ForClassification(
        "line", "test", values, labels, ["x"], labels.Max() < 0 ? [] : ["a", "b"]);
}
