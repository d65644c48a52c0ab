using RlQuery.Core.Labelling.AnnotationTasks;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Labelling.AnnotationTasks;

public sealed class DisagreementModelTests
{
    [Fact]
    public void On_rows_that_it_has_not_seen_it_beats_the_constant_and_is_calibrated()
    {
        RecordedRow[] rows = [.. Draw(4000, x => 1 / (1 + Math.Exp(3 - (5 * x))))];
        DisagreementModel model = DisagreementModel.Fit(rows[..400])!;
        Assert.False(model.IsConstant);
        RecordedRow[] held = rows[400..];
        double mean = rows[..400].Average(row => row.Disagreement);
        Assert.True(held.Average(row => row.Brier(model.Predict(row.Features))) < 0.9 * held.Average(row => row.Brier(mean)));
        foreach (IGrouping<int, RecordedRow> bin in held.GroupBy(row => (int)(4 * model.Predict(row.Features))).Where(bin => bin.Count() > 200))
        {
            Assert.Equal(bin.Average(row => model.Predict(row.Features)), bin.Average(row => row.Disagreement), 0.07);
        }
    }

    [Fact]
    public void Where_features_tell_nothing_the_mean_is_used()
    {
        // Every fold has as many of either kind, and no feature differs.
        RecordedRow[] rows = [.. Enumerable.Range(0, 50).Select(i => new RecordedRow([0.5, 0.5], i / 5 % 5 == 0 ? 1 : 0, 2))];
        DisagreementModel model = DisagreementModel.Fit(rows)!;
        Assert.Equal(0.2, model.Predict([0.9, 0.1]), 3);
    }

    [Fact]
    public void Too_few_rows_or_only_agreement_give_no_model()
    {
        Assert.Null(DisagreementModel.Fit([]));
        Assert.Null(DisagreementModel.Fit([.. Draw(DisagreementModel.FewestRows - 1, _ => 0.5)]));
        Assert.Null(DisagreementModel.Fit([.. Draw(100, _ => 0)]));
        Assert.Null(DisagreementModel.Fit([.. Draw(100, _ => 1)]));
    }

    [Theory]
    [InlineData(new[] { 0, 0 }, 0)]
    [InlineData(new[] { 0, 1 }, 1)]
    [InlineData(new[] { 0, 0, 1 }, 2 / 3.0)]
    [InlineData(new[] { 0, 1, 2, 2 }, 5 / 6.0)]
    public void Disagreement_is_the_share_of_pairs_that_differ(int[] answers, double expected)
    {
        Assert.Equal(expected, new RecordedAnswers(0, answers, 0).Disagreement!.Value, 9);
        double[] pairs = [.. answers.SelectMany((first, i) => answers[(i + 1)..].Select(second => first == second ? 0.0 : 1))];
        Assert.Equal(
            pairs.Average(pair => (0.3 - pair) * (0.3 - pair)), new RecordedRow([], new RecordedAnswers(0, answers, 0).Disagreement!.Value, 2).Brier(0.3), 9);
    }

    [Theory]
    [InlineData(0.9, 2)]
    [InlineData(0.7, 5)]
    public void A_useful_answer_is_as_probable_as_annotators_of_that_accuracy_are_right(double accuracy, int classes)
    {
        double difficulty = 1 - ((accuracy * accuracy) + ((1 - accuracy) * (1 - accuracy) / (classes - 1)));
        Assert.Equal(accuracy, UsefulAnswer.Probability(difficulty, classes, 0), 9);
        Assert.Equal(0.75 * accuracy, UsefulAnswer.Probability(difficulty, classes, 0.25), 9);
        Assert.InRange(UsefulAnswer.Probability(1, classes, 0), 0, 1);
    }

    [Fact]
    public void Seconds_of_a_line_are_found_and_never_negative()
    {
        AnswerSeconds fit = AnswerSeconds.Fit([.. Enumerable.Range(1, 20).Select(words => (words, 2 + (0.3 * words)))])!;
        Assert.Equal(2, fit.Base, 6);
        Assert.Equal(0.3, fit.PerWord, 6);
        AnswerSeconds falling = AnswerSeconds.Fit([.. Enumerable.Range(1, 20).Select(words => (words, 30.0 - words))])!;
        Assert.Equal(0, falling.PerWord);
        AnswerSeconds steep = AnswerSeconds.Fit([.. Enumerable.Range(1, 20).Select(words => (words, Math.Max(0.1, (2.0 * words) - 10)))])!;
        Assert.True(steep.Of(0) > 0 && steep.PerWord > 0);
        Assert.Null(AnswerSeconds.Fit([(1, 2)]));
    }

    private static IEnumerable<RecordedRow> Draw(int count, Func<double, double> probability)
    {
        var generator = new Pcg64(7, "record");
        for (int i = 0; i < count; i++)
        {
            double x = generator.NextDouble();
            yield return new RecordedRow([x, generator.NextDouble()], generator.NextDouble() < probability(x) ? 1 : 0, 2);
        }
    }
}
