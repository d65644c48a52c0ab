using RlQuery.Core.Data;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Sequences;

namespace RlQuery.Torch.Tests.Sequences;

public sealed class TransformerTests
{
    [Fact]
    public void It_spells_out_numbers_and_dates_that_it_has_not_seen()
    {
        (Items items, string[] answers) = Spelled.Draw(1700);
        Transformer learner = Fitted(new TransformerOptions { LeastSteps = 1000 }, items, answers, 1500);
        string[] said = Predicted(learner, items);
        int right = Enumerable.Range(1500, 200).Count(i => said[i] == answers[i]);
        Assert.InRange(right, 190, 200);
    }

    [Fact]
    public void The_same_answers_in_any_order_give_the_same_texts_and_scores()
    {
        (Items items, string[] answers) = Spelled.Draw(60);
        Transformer learner = Fitted(Spelled.Tiny, items, answers, 40);
        var other = new Transformer(Spelled.Tiny);
        other.Start(items, AnswerSpace.Texts);
        int[] rows = [.. Enumerable.Range(0, 40).Reverse()];
        other.Fit(rows, rows.Select(row => answers[row]).ToArray(), []);
        Assert.Equal(Predicted(learner, items), Predicted(other, items));
        Assert.Equal(Scores(learner, items), Scores(other, items));
        Assert.Equal(Variances(learner, items), Variances(other, items));
    }

    [Fact]
    public void A_new_start_forgets_what_was_learned()
    {
        (Items items, string[] answers) = Spelled.Draw(60);
        Transformer learner = Fitted(Spelled.Tiny, items, answers, 40);
        string[] said = Predicted(learner, items);
        learner.Start(items, AnswerSpace.Texts);
        Assert.All(Predicted(learner, items), text => Assert.Equal("", text));
        learner.Fit([.. Enumerable.Range(0, 40)], answers[..40], []);
        Assert.Equal(said, Predicted(learner, items));
    }

    [Fact]
    public void A_second_fit_goes_on_from_the_first()
    {
        (Items items, string[] answers) = Spelled.Draw(200);
        Transformer once = Fitted(Spelled.Tiny, items, answers, 150);
        Transformer twice = Fitted(Spelled.Tiny, items, answers, 100);
        for (int fit = 0; fit < 3; fit++)
        {
            twice.Fit([.. Enumerable.Range(0, 150)], answers[..150], []);
        }
        Assert.True(Scores(twice, items).Average() > Scores(once, items).Average());
    }

    [Fact]
    public void Before_any_answer_it_says_nothing_and_is_not_sure_of_it()
    {
        (Items items, _) = Spelled.Draw(5);
        var learner = new Transformer(Spelled.Tiny);
        learner.Start(items, AnswerSpace.Texts);
        learner.Fit([], new Answers(ReadOnlySpan<string>.Empty), []);
        Assert.All(Predicted(learner, items), text => Assert.Equal("", text));
        Assert.All(Scores(learner, items), score => Assert.Equal(double.NegativeInfinity, score));
        Assert.All(Variances(learner, items), variance => Assert.Equal(0, variance));
    }

    [Fact]
    public void Items_of_weight_0_teach_nothing()
    {
        (Items items, string[] answers) = Spelled.Draw(60);
        Transformer few = Fitted(Spelled.Tiny, items, answers, 30);
        var weighted = new Transformer(Spelled.Tiny);
        weighted.Start(items, AnswerSpace.Texts);
        weighted.Fit([.. Enumerable.Range(0, 60)], answers, [.. Enumerable.Range(0, 60).Select(i => i < 30 ? 1.0 : 0)]);
        Assert.Equal(Predicted(few, items), Predicted(weighted, items));
    }

    [Fact]
    public void Scores_are_log_probabilities_and_their_variances_are_positive_where_values_are_left_out()
    {
        (Items items, string[] answers) = Spelled.Draw(60);
        Transformer learner = Fitted(Spelled.Tiny, items, answers, 40);
        Assert.All(Scores(learner, items), score => Assert.InRange(score, -20, 0));
        Assert.All(Variances(learner, items), variance => Assert.True(variance > 0));
        Transformer whole = Fitted(Spelled.Tiny with { Dropout = 0 }, items, answers, 40);
        Assert.All(Variances(whole, items), variance => Assert.Equal(0, variance, 1e-12));
    }

    [Fact]
    public void Texts_of_any_signs_and_lengths_are_answered()
    {
        (Items items, string[] answers) = Spelled.Draw(40);
        string[] odd = [.. items.Features.Texts!.Take(30), "日本語 \U0001F600", new string('7', 400), " ", "ß"];
        Items more = Spelled.Of(odd);
        Transformer learner = Fitted(Spelled.Tiny, more, answers, 30);
        Assert.All(Scores(learner, more), score => Assert.True(double.IsFinite(score)));
    }

    [Fact]
    public void A_fit_before_the_start_is_refused()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new TransformerFactory().Create().Fit([], new Answers(ReadOnlySpan<string>.Empty), []));
        Assert.Contains("transformer", refused.Message, StringComparison.Ordinal);
    }

    private static Transformer Fitted(TransformerOptions options, Items items, string[] answers, int count)
    {
        var learner = new Transformer(options);
        learner.Start(items, AnswerSpace.Texts);
        learner.Fit([.. Enumerable.Range(0, count)], answers[..count], []);
        return learner;
    }

    private static string[] Predicted(Transformer learner, Items items)
    {
        string[] texts = new string[items.Count];
        learner.Predict(items.Features, texts);
        return texts;
    }

    private static double[] Scores(Transformer learner, Items items)
    {
        double[] scores = new double[items.Count];
        learner.ScoreSentences(items.Features, [.. Enumerable.Range(0, items.Count)], scores);
        return scores;
    }

    private static double[] Variances(Transformer learner, Items items)
    {
        double[] variances = new double[items.Count];
        learner.ScoreVariances(items.Features, [.. Enumerable.Range(0, items.Count)], variances);
        return variances;
    }
}
