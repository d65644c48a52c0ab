using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Learners.Translation;

public sealed class TranslationMemoryTests
{
    private static readonly Items Line = Items.Of([[0f], [1f], [2f], [10f]]);

    [Fact]
    public void It_gives_the_answer_of_the_nearest_labelled_item_and_is_sure_of_that_alone()
    {
        ILearner learner = Started();
        learner.Fit([0, 3], new[] { "null", "zehn" }, []);
        Assert.Equal(["null", "null", "null", "zehn"], Predicted(learner));
        double[] scores = new double[3];
        ((ISentenceScores)learner).ScoreSentences(Line.Features, [0, 1, 2], scores);
        Assert.Equal([0, -1, -2], scores);
    }

    [Fact]
    public void It_predicts_the_empty_text_and_is_not_sure_of_it_before_any_answer()
    {
        ILearner learner = Started();
        learner.Fit([], new Answers(ReadOnlySpan<string>.Empty), []);
        Assert.Equal(["", "", "", ""], Predicted(learner));
        double[] scores = new double[1];
        ((ISentenceScores)learner).ScoreSentences(Line.Features, [1], scores);
        Assert.Equal([double.NegativeInfinity], scores);
    }

    [Fact]
    public void An_item_of_weight_0_gives_no_answer()
    {
        ILearner learner = Started();
        learner.Fit([0, 3], new[] { "null", "zehn" }, [0, 1]);
        Assert.Equal(["zehn", "zehn", "zehn", "zehn"], Predicted(learner));
    }

    private static ILearner Started()
    {
        ILearner learner = Known.Parts.FindLearner("translation-memory", TargetKind.Text).Create();
        learner.Start(Line, AnswerSpace.Texts);
        return learner;
    }

    private static string[] Predicted(ILearner learner)
    {
        string[] texts = new string[4];
        learner.Predict(Line.Features, texts);
        return texts;
    }
}
