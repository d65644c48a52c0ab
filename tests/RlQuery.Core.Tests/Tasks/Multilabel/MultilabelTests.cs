using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Multilabel;

namespace RlQuery.Core.Tests.Tasks.Multilabel;

/// <summary>Sets of classes: metrics against scikit-learn's numbers, learners class by class, and strategies worked out by hand.</summary>
public sealed class MultilabelTests
{
    private static readonly MultilabelTask Task = MultilabelTask.Instance;

    /// <summary>Five items and three classes: y_true and y_pred of the comment, unit after unit here.</summary>
    /// <remarks>
    /// scikit-learn 1.2 on y_true = [[1,0,1],[0,1,0],[1,1,0],[0,0,0],[1,0,1]], y_pred = [[1,0,0],[0,1,1],[1,0,0],[0,0,0],[1,0,1]]: hamming_loss 0.2, micro F1
    /// 0.769231, macro F1 0.722222, accuracy 0.4.
    /// </remarks>
    [Theory]
    [InlineData("hamming-loss", 0.2)]
    [InlineData("micro-f1", 0.7692307692)]
    [InlineData("label-macro-f1", 0.7222222222)]
    [InlineData("subset-accuracy", 0.4)]
    public void Metrics_have_the_values_of_scikit_learn(string metric, double expected)
    {
        int[] truth = [1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1];
        int[] told = [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1];
        float[] probabilities = [.. told.SelectMany(one => one == 1 ? new[] { 0.2f, 0.8f } : [0.9f, 0.1f])];
        Assert.Equal(expected, Known.Parts.Find<IMetric>(metric).Measure(new TestPredictions(probabilities, truth, 2, 3)), 1e-9);
    }

    [Fact]
    public void Each_class_has_the_predictions_of_a_learner_of_that_class_alone()
    {
        Dataset data = Sets.Of(TargetKind.ClassSet);
        Problem problem = new ProblemOptions(Task, new SplitOptions(), 10).Create(data, 5);
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 5, 1);
        for (int unit = 0; unit < 3; unit++)
        {
            var alone = new LogisticRegression();
            alone.Start(problem.Items, new AnswerSpace(2));
            int[] labels = [.. problem.Start.Select(item => data.LabelSets[problem.Items.Rows[item]]!.Contains(unit) ? 1 : 0)];
            alone.Fit(problem.Start, labels, []);
            float[] expected = new float[problem.Items.Count * 2];
            alone.Predict(problem.Items.Features, expected);
            Assert.Equal(expected, episode.PoolProbabilities(unit).ToArray());
        }
    }

    [Fact]
    public void A_signal_of_probabilities_is_its_mean_over_the_classes_and_those_of_sets_look_at_all()
    {
        Problem problem = new ProblemOptions(Task, new SplitOptions(), 10).Create(Sets.Of(TargetKind.ClassSet), 5);
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 5, 1);
        var list = new SignalList(
            [new EntropySignal(), new MaxEntropySignal(), new BinaryMinimizationSignal(), new MaximalConfidenceSignal(), new CoverageSignal()], []);
        Observation observation = episode.Observe(new ObservationBuilder(list));
        for (int i = 0; i < observation.Count; i++)
        {
            double[] p = [.. Enumerable.Range(0, 3).Select(unit => (double)episode.PoolProbabilities(unit)[(2 * observation.Rows[i]) + 1])];
            double[] entropies = [.. p.Select(one => -((one * Math.Log2(one)) + ((1 - one) * Math.Log2(1 - one))))];
            Assert.Equal(entropies.Average(), observation.Column(0)[i], 1e-5);
            Assert.Equal(entropies.Max(), observation.Column(1)[i], 1e-5);
            Assert.Equal(p.Min(one => Math.Abs((2 * one) - 1)), observation.Column(2)[i], 1e-5);
            // Whatever size is predicted, the classes in the set are the likeliest ones.
            double[] sorted = [.. p.OrderDescending()];
            double[] losses = [.. Enumerable.Range(0, 4).Select(size => sorted.Select((one, rank) => rank < size ? 1 - one : one).Average())];
            Assert.Contains(losses, loss => Math.Abs(loss - observation.Column(3)[i]) < 1e-5);
        }
    }

    [Theory]
    [InlineData("random")]
    [InlineData("entropy")]
    [InlineData("max-entropy")]
    [InlineData("binary-minimization")]
    [InlineData("mmc")]
    [InlineData("qbc-vote")]
    [InlineData("core-set")]
    public void Strategies_ask_for_each_item_once_and_end_alike_where_the_pool_is_used_up(string name)
    {
        Problem problem = new ProblemOptions(Task, new SplitOptions { PoolCap = 25 }, 10).Create(Sets.Of(TargetKind.ClassSet), 5);
        LearningCurve Run(string strategy) => new StrategyRunner(
            new LogisticRegressionFactory(), new EpisodeOptions(Budget: 100, BatchSize: 4), metrics: Known.Parts.MetricsOf(Task)).Run(
                problem, Known.Parts.Find<IQueryStrategy>(strategy), 3);
        LearningCurve curve = Run(name);
        Assert.Equal(25, curve.Costs[^1]);
        Assert.Equal(Run("random").Final, curve.Final, 1e-6);
        Assert.Equal(Known.Parts.MetricsOf(Task).Select(metric => metric.Name), curve.Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void Sets_are_read_from_cells_and_written_wrongly_they_are_refused()
    {
        using var folder = new Policies.TemporaryFolder();
        string file = folder.File("sets.csv");
        File.WriteAllText(file, "x,y,topics\n1,2,sun; sea\n3,1,{}\n2,2,\n4,4,sea\n");
        Dataset data = DatasetReader.Read(file, new DatasetReaderOptions { Kind = TargetKind.ClassSet });
        Assert.Equal(["sea", "sun"], data.ClassNames);
        Assert.Equal([[0, 1], [], null, [0]], data.LabelSets);
        File.WriteAllText(file, "x,y,topics\n1,2,sun;sun\n3,1,sea;\n2,2,sea\n");
        IReadOnlyList<string> faults = Assert.Throws<InvalidInputException>(
            () => DatasetReader.Read(file, new DatasetReaderOptions { Kind = TargetKind.ClassSet })).Faults;
        Assert.Equal(["2", "3"], faults.Select(fault => fault.Split("line ")[1][..1]));
        Assert.All(
            faults, fault => Assert.EndsWith("is no set of classes; write each once between semicolons, or {} for none", fault, StringComparison.Ordinal));
    }
}
