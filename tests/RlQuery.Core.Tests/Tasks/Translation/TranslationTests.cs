using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Tests.Tasks.Translation;

public sealed class TranslationTests
{
    private static readonly TranslationTask Task = TranslationTask.Instance;
    private static readonly ILearnerFactory Memory = Known.Parts.FindLearner("translation-memory", TargetKind.Text);
    private static readonly Problem Posed = new ProblemOptions(Task, new SplitOptions(), Start: 3).Create(Sets.Of(Task), seed: 5);

    [Theory]
    [InlineData("A man, 2 dogs.", "A|man|,|2|dogs|.")]
    [InlineData("  don't\tstop  ", "don|'|t|stop")]
    [InlineData("Grüße naïve é", "Grüße|naïve|é")]
    [InlineData("東京 ok 😀!", "東|京|ok|😀|!")]
    [InlineData(" ", "")]
    public void A_sentence_costs_its_words_and_marks(string sentence, string words)
    {
        Assert.Equal(words, string.Join('|', SentenceWords.Of(sentence)));
        Assert.Equal(words.Length == 0 ? 0 : words.Split('|').Length, SentenceWords.Count(sentence));
    }

    [Fact]
    public void All_strategies_are_measured_at_the_same_costs()
    {
        foreach (string name in (string[])["random", "sentence-confidence", "core-set", "density"])
        {
            LearningCurve curve = Run(name, budget: 50, batch: 8);
            Assert.Equal([0, 8, 16, 24, 32, 40, 48, 50], curve.Costs);
            Assert.Equal("tokens", curve.CostUnit);
        }
    }

    [Fact]
    public void An_episode_ends_with_the_answer_that_reaches_its_budget()
    {
        var episode = new Episode(Memory);
        episode.Begin(Posed, budget: 20, seed: 1);
        double before = 0;
        while (!episode.IsOver)
        {
            before = episode.Spent;
            Assert.True(before < 20);
            episode.Take(episode.Candidates[0]);
        }
        Assert.True(episode.Spent >= 20);
        int last = episode.Pool.Pending[^1];
        Assert.Equal(Posed.Oracle.CostOf(last), episode.Spent - before);
        episode.Label();
        Assert.Equal(episode.Pool.Labelled[3..].ToArray().Sum(Posed.Oracle.CostOf), episode.Spent);
        Assert.Equal(episode.Spent + Posed.Start.Sum(Posed.Oracle.CostOf), episode.Cost);
    }

    [Fact]
    public void Items_that_are_returned_cost_nothing()
    {
        var episode = new Episode(Memory);
        episode.Begin(Posed, budget: 20, seed: 1);
        episode.Take(episode.Candidates[0]);
        Assert.True(episode.Spent > 0);
        episode.Return();
        Assert.Equal(0, episode.Spent);
    }

    [Fact]
    public void A_pool_that_is_used_up_early_keeps_its_score_to_the_end_of_the_budget()
    {
        LearningCurve curve = Run("random", budget: 10_000, batch: 500);
        Assert.Equal(21, curve.Costs.Length);
        Assert.Single(curve.Scores.Skip(1).Distinct());
    }

    [Fact]
    public void The_pool_holds_the_answers_of_labelled_items_and_no_others()
    {
        var episode = new Episode(Memory);
        episode.Begin(Posed, budget: 100, seed: 1);
        episode.Take(episode.Candidates[0]);
        Assert.Equal(3, episode.Pool.Texts.Length);
        episode.Label();
        Assert.Equal(episode.Pool.Labelled.ToArray().Select(Posed.Oracle.AskText), episode.Pool.Texts.ToArray());
        Assert.Empty(episode.Pool.Labels.ToArray());
        Assert.Empty(episode.Pool.Numbers.ToArray());
    }

    [Fact]
    public void The_judge_shows_sources_and_compares_with_references()
    {
        Dataset data = Sets.Of(Task);
        var split = PoolTestSplit.Create(data, new SplitOptions(), 5);
        Assert.Equal(split.TestRows.Select(row => data.Sources[row]), Posed.Judge.Features.Texts);
        Assert.Equal(split.PoolRows.Select(row => data.Sources[row]), Posed.Items.Texts);
        string[] right = [.. split.TestRows.Select(row => data.TargetTexts[row]!)];
        foreach (IMetric metric in Known.Parts.All<IMetric>().Where(metric => metric.Kind == TargetKind.Text))
        {
            Assert.Equal(1, metric.Measure(Posed.Judge.Compare(right)), 9);
            Assert.True(metric.Measure(Posed.Judge.Compare([.. right.Select(text => text + " vier")])) < 1);
        }
    }

    [Fact]
    public void Other_answers_make_another_hash_and_unknown_ones_are_counted()
    {
        Dataset data = Sets.Of(Task);
        Dataset hidden = data.Without([1, 4]);
        Assert.NotEqual(data.Hash, hidden.Hash);
        Assert.Equal(
            ["small: 2 of 60 sentences have no answer, in rows 1, 4 (from 0); give their answers, or leave them out"],
            Assert.Throws<InvalidInputException>(hidden.LabelledAlone).Faults);
        Assert.Equal(["small: 2 of 60 rows have no target; every row needs one here"], DatasetChecks.FaultsForEvaluation(hidden));
    }

    private static LearningCurve Run(string strategy, int budget, int batch) =>
        new StrategyRunner(Memory, new EpisodeOptions(budget, batch), metrics: [Task.DefaultMetric])
            .Run(Posed, Known.Parts.Find<IQueryStrategy>(strategy), seed: 1);
}
