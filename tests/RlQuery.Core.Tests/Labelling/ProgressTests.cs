using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Labelling;

public sealed class ProgressTests
{
    private static readonly IReadOnlySet<int> None = HeldBackRows.Draw(1, 0, 0);

    [Fact]
    public void Checkpoints_come_every_ten_labels_and_the_last_four_are_kept()
    {
        LabellingTable table = LabellingTables.Clouds(120);
        ProgressMeter meter = Meter(table, None);
        LabellingState state = LabellingTables.Begin(table);
        for (int row = 0; row < 60; row++)
        {
            Assert.Equal(row < 10 ? [] : Enumerable.Range(1, row / 10).TakeLast(4).Select(i => 10 * i), meter.Measure(state).Select(one => one.Labels));
            Label(state, row);
        }
    }

    [Fact]
    public void A_meter_that_saw_the_whole_session_and_a_fresh_one_agree()
    {
        LabellingTable table = LabellingTables.Clouds(80, apart: 1);
        ProgressMeter meter = Meter(table, None);
        LabellingState state = LabellingTables.Begin(table);
        for (int row = 0; row < 45; row++)
        {
            Label(state, row);
            _ = meter.Measure(state);
        }
        state.Apply(new LabelCorrected(3, "no"));
        Assert.Equal(Meter(table, None).Measure(state).Select(Show), meter.Measure(state).Select(Show));
    }

    [Fact]
    public void Accuracy_is_high_on_clouds_apart_and_that_of_chance_on_labels_of_chance()
    {
        LabellingTable apart = LabellingTables.Clouds(100, labelled: 90, apart: 8);
        Assert.Equal(1, Meter(apart, None).Measure(apart.Begin([]))[^1].Quality!.Value);
        LabellingTable chance = LabellingTables.Clouds(400, labelled: 390, apart: 0);
        Checkpoint last = Meter(chance, None).Measure(chance.Begin([]))[^1];
        Assert.InRange(last.Quality!.Value, 0.5 - (4 * last.Quality.StandardError), 0.5 + (4 * last.Quality.StandardError));
    }

    [Fact]
    public void Held_back_rows_alone_are_measured_and_are_not_fitted()
    {
        LabellingTable table = LabellingTables.Clouds(100, labelled: 60, apart: 8);
        IReadOnlySet<int> heldBack = new SortedSet<int>(Enumerable.Range(0, 20));
        LabellingState state = table.Begin([]);
        Checkpoint right = Meter(table, heldBack).Measure(state)[^1];
        Assert.Equal((40, 1.0, 20), (right.Labels, right.Quality!.Value, right.Quality.Rows));
        // Every label that is held back turned round: all wrong, and the predictions are the same.
        foreach (int row in heldBack)
        {
            state.Apply(new LabelCorrected(row, LabellingTables.Truth(row + 1)));
        }
        Checkpoint wrong = Meter(table, heldBack).Measure(state)[^1];
        Assert.Equal(0, wrong.Quality!.Value);
        Assert.Equal(right.Predictions, wrong.Predictions);
    }

    [Fact]
    public void One_class_alone_has_no_accuracy_and_never_stops()
    {
        LabellingTable table = LabellingTables.Clouds(100);
        LabellingState state = table.Begin(["no"]);
        for (int row = 0; row < 50; row++)
        {
            state.Apply(new QuestionAsked(row));
            state.Apply(new RowLabelled(row, "no"));
        }
        IReadOnlyList<Checkpoint> checkpoints = Meter(table, None).Measure(state);
        Assert.All(checkpoints, one => Assert.Null(one.Quality));
        Assert.False(StopAdvice.IsDue(checkpoints, state.Space));
    }

    [Fact]
    public void Labelling_stops_paying_where_predictions_are_stable_and_accuracy_is_level()
    {
        double[] zeros = new double[100];
        double[] mixed = [.. Enumerable.Range(0, 100).Select(i => i % 2)];
        double[] turned = [.. mixed.Select(label => 1 - label)];
        Assert.True(Stops((0.8, mixed), (0.8, mixed), (0.8, mixed), (0.8, mixed)));
        Assert.True(Stops((0.8, zeros), (0.9, mixed), (0.9, mixed), (0.9, mixed), (0.9, mixed)));
        Assert.False(Stops((0.8, mixed), (0.8, mixed), (0.8, mixed)));
        Assert.False(Stops((0.8, mixed), (0.8, mixed), (0.8, mixed), (0.8, turned)));
        Assert.False(Stops((0.6, mixed), (0.8, mixed), (0.8, mixed), (0.8, mixed)));
    }

    private static bool Stops(params (double Accuracy, double[] Predictions)[] checkpoints) =>
        StopAdvice.IsDue(
            [.. checkpoints.Select((one, i) => new Checkpoint(10 * (i + 1), Measurement.OfAccuracy(100 * one.Accuracy, 100), one.Predictions))],
            new AnswerSpace(2));

    private static ProgressMeter Meter(LabellingTable table, IReadOnlySet<int> heldBack) => new(table, new LogisticRegressionFactory(), 5, heldBack);

    private static void Label(LabellingState state, int row)
    {
        state.Apply(new QuestionAsked(row));
        state.Apply(new RowLabelled(row, LabellingTables.Truth(row)));
    }

    private static string Show(Checkpoint one) => $"{one.Labels} {one.Quality} {string.Join(',', one.Predictions)}";
}
