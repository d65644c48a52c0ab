using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Queries;

/// <summary>The one object that asks, is taught, and asks again.</summary>
public sealed class ActiveLearnerTests : IDisposable
{
    private readonly Policies.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("margin", 1)]
    [InlineData("margin", 3)]
    [InlineData("qbc-vote", 2)]
    [InlineData("core-set", 2)]
    [InlineData("expected-log-loss-reduction", 2)]
    public void It_asks_for_what_an_episode_of_the_same_answers_asks_for(string strategy, int batch)
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3);
        ActiveLearner learner = Classes(problem, strategy);
        learner.Update(problem.Start, Labels(problem, problem.Start));
        var episode = new Episode(new LogisticRegressionFactory());
        var player = new StrategyPlayer(Known.Parts.Find<IQueryStrategy>(strategy));
        episode.Begin(problem.Branch([]), 100, 0);
        Teach(episode, problem.Start);
        for (int i = 0; i < 6; i++)
        {
            int[] asked = learner.Query(batch);
            // Asking once more changes nothing, nor does asking for another number in between.
            learner.Query(batch + 2);
            Assert.Equal(asked, learner.Query(batch));
            for (int k = 0; k < batch; k++)
            {
                player.Take(episode);
            }
            Assert.Equal(episode.Pool.Pending.ToArray(), asked);
            episode.Label();
            learner.Update(asked, Labels(problem, asked));
            Assert.Equal(episode.Pool.Labelled.ToArray(), learner.Labelled);
            Assert.Equal(episode.PoolProbabilities(0).ToArray(), learner.PredictProbabilities(problem.PoolFeatures));
        }
    }

    [Theory]
    [InlineData("greedy-input-output")]
    [InlineData("posterior-variance")]
    public void Numbers_are_believed_within_a_batch_and_forgotten_after_it(string strategy)
    {
        Problem problem = RegressionProblems.Waves();
        var learner = new ActiveLearner(new RidgeRegressionFactory(), problem.Items, AnswerSpaces.Numbers, Known.Parts.Find<IQueryStrategy>(strategy));
        learner.Update(problem.Start, Numbers(problem, problem.Start));
        double[] before = learner.PredictNumbers(problem.Test);
        int[] asked = learner.Query(4);
        Assert.Equal(before, learner.PredictNumbers(problem.Test));
        Assert.Equal(asked, learner.Query(4));
        Assert.Equal(asked[..1], learner.Query());
        learner.Update(asked, Numbers(problem, asked));
        Assert.NotEqual(before, learner.PredictNumbers(problem.Test));
        Assert.Equal(
            Math.Sqrt(learner.PredictNumbers(problem.Test).Zip(problem.TestTargets, (own, truth) => (own - truth) * (own - truth))
                .Average()) / problem.TargetDeviation,
            learner.Score(problem.Judge), 1e-9);
    }

    [Fact]
    public void Sets_of_classes_are_taught_and_scored()
    {
        float[][] rows = [.. Enumerable.Range(0, 40).Select(i => new[] { MathF.Sin(i), MathF.Cos(3 * i) })];
        int[][] sets = [.. rows.Select(row => Enumerable.Range(0, 2).Where(label => row[label] > 0).ToArray())];
        var learner = new ActiveLearner(new LogisticRegressionFactory(), Items.Of(rows), AnswerSpaces.Sets(2), Known.Parts.Find<IQueryStrategy>("entropy"));
        for (int i = 0; i < 5; i++)
        {
            int[] asked = learner.Query(4);
            learner.Update(asked, [.. asked.Select(item => (IReadOnlyList<int>)sets[item])]);
        }
        Assert.InRange(learner.Score(Judge.OfSets(learner.Items.Features, sets, 2)), 0.85, 1);
    }

    [Fact]
    public void Representative_items_come_first_and_any_item_may_be_taught()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 2);
        ActiveLearner learner = Classes(problem, "margin");
        Assert.Equal(Classes(problem, "representative").Query(5), learner.Query(5));
        learner.Update([39, 0], Labels(problem, [39, 0]));
        Assert.Equal([39, 0], learner.Labelled);
        Assert.DoesNotContain(learner.Query(38), item => item is 39 or 0);
        Assert.Equal(38, learner.Query(100).Length);
    }

    [Fact]
    public void A_corrected_answer_leaves_no_trace_of_the_one_before()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 2);
        int[] items = [0, 1, 2, 3, 4, 5];
        ActiveLearner right = Classes(problem, "margin");
        right.Update(items[..3], Labels(problem, items[..3]));
        right.Update(items[3..], Labels(problem, items[3..]));
        ActiveLearner corrected = Classes(problem, "margin");
        corrected.Update(items[..3], [.. Labels(problem, items[..3]).Select(label => 1 - label)]);
        corrected.Update(items[3..], Labels(problem, items[3..]));
        corrected.Update(items[..3], Labels(problem, items[..3]));
        Assert.Equal(right.PredictProbabilities(problem.Test), corrected.PredictProbabilities(problem.Test));
        Assert.Equal(right.Query(6), corrected.Query(6));
    }

    [Fact]
    public void A_loaded_one_is_the_one_that_was_saved()
    {
        Problem problem = Problems.Blobs(pool: 40, classes: 3);
        ActiveLearner learner = Classes(problem, "margin");
        for (int i = 0; i < 4; i++)
        {
            int[] asked = learner.Query(3);
            learner.Update(asked, Labels(problem, asked));
        }
        string file = _folder.File("taught.json");
        ActiveLearnerFile.Save(learner, file);
        ActiveLearner loaded = ActiveLearnerFile.Load(Classes(problem, "margin"), file);
        Assert.Equal(learner.Labelled, loaded.Labelled);
        Assert.Equal(learner.PredictProbabilities(problem.Test), loaded.PredictProbabilities(problem.Test));
        Assert.Equal(learner.Query(5), loaded.Query(5));
        ActiveLearnerFile.Save(loaded, _folder.File("again.json"));
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(_folder.File("again.json")));

        Assert.Equal(
            [$"{file}: strategy: saved with margin, and here is entropy"],
            Assert.Throws<InvalidInputException>(() => ActiveLearnerFile.Load(Classes(problem, "entropy"), file)).Faults);
        Assert.StartsWith(
            $"{file}: items: ", Assert.Throws<InvalidInputException>(
                () => ActiveLearnerFile.Load(Classes(Problems.Blobs(pool: 41, classes: 3), "margin"), file)).Message, StringComparison.Ordinal);
        string text = File.ReadAllText(file);
        string[] texts =
        [
            "", "null", "{}", text[..(text.Length / 2)], text.Replace("\"answers\":[[", "\"answers\":[[9],[", StringComparison.Ordinal),
            text.Replace("\"items\":[", "\"items\":[77,", StringComparison.Ordinal),
        ];
        foreach (string damaged in texts)
        {
            File.WriteAllText(file, damaged);
            Assert.Throws<InvalidInputException>(() => ActiveLearnerFile.Load(Classes(problem, "margin"), file));
        }
    }

    [Fact]
    public void What_is_not_allowed_is_refused_and_nothing_is_taught()
    {
        Problem problem = Problems.Blobs(pool: 20, classes: 2);
        ActiveLearner learner = Classes(problem, "margin");
        Assert.Contains("item 20 is not allowed; use 0..19", Refused([20], [0]), StringComparison.Ordinal);
        Assert.Contains("item 3: 2 is not allowed; use 0..1", Refused([3], [2]), StringComparison.Ordinal);
        Assert.Contains("twice", Refused([3, 3], [1, 1]), StringComparison.Ordinal);
        Assert.Contains("2 answers to 1 items", Refused([3], [1, 1]), StringComparison.Ordinal);
        Assert.Empty(learner.Labelled);
        Assert.Throws<ArgumentException>(
            () => new ActiveLearner(new RidgeRegressionFactory(), problem.Items, AnswerSpaces.Classes(2), Known.Parts.Find<IQueryStrategy>("margin")));
        Assert.Throws<ArgumentException>(
            () => new ActiveLearner(new RidgeRegressionFactory(), problem.Items, AnswerSpaces.Numbers, Known.Parts.Find<IQueryStrategy>("margin")));
        Assert.Throws<ArgumentException>(() => Classes(problem, "margin", UpdateMode.Continue));
        Assert.Throws<InvalidInputException>(() => Items.Of([[1, 2], [3]]));
        Assert.Throws<InvalidInputException>(() => Items.Of([[1, float.NaN]]));

        string Refused(int[] items, int[] classes) => Assert.Throws<ArgumentException>(() => learner.Update(items, classes)).Message;
    }

    private static ActiveLearner Classes(Problem problem, string strategy, UpdateMode mode = UpdateMode.Refit) =>
        new(new LogisticRegressionFactory(), problem.Items, AnswerSpaces.Classes(problem.Classes), Known.Parts.Find<IQueryStrategy>(strategy), mode);

    private static int[] Labels(Problem problem, int[] items) => [.. items.Select(item => problem.PoolLabels[item])];

    private static double[] Numbers(Problem problem, int[] items) => [.. items.Select(item => problem.PoolTargets[item])];

    private static void Teach(Episode episode, int[] items)
    {
        foreach (int item in items)
        {
            episode.Take(item);
        }
        episode.Label();
    }
}
