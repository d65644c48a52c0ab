using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

/// <summary>What labels count: from the column of a table to the learner.</summary>
public sealed class LabelWeightTests
{
    private const int Rows = 60;

    private static readonly TableSchema Weighted = TableSchema.Parse("""{ "columns": { "sure": "weight" } }""", "schema.json");

    /// <summary>Those whose fit is a sum over labels. Bootstraps, the nearest five rows, and probabilities by folds of the labels are not.</summary>
    public static TheoryData<string> Additive => ["logistic-regression", "naive-bayes", "gaussian-process"];

    [Theory]
    [MemberData(nameof(Additive))]
    public void A_weight_of_w_is_as_w_copies_and_one_of_0_as_no_label_at_all(string name)
    {
        var generator = new Pcg64(7, "copies");
        const int Copies = 3;
        // Each row stands in the pool three times, so that all learners see the same items.
        float[] x = [.. Enumerable.Range(0, 20).SelectMany(_ =>
        {
            float[] own = [(float)generator.NextGaussian(), (float)generator.NextGaussian()];
            return Enumerable.Repeat(own, Copies).SelectMany(row => row);
        })];
        int[] labels = [.. Enumerable.Range(0, 20 * Copies).Select(item => x[2 * item] + (0.7 * Math.Sin(item / Copies)) > 0 ? 1 : 0)];
        Problem problem = Problems.Of(x, 2, labels, 2);
        int[] weights = [.. Enumerable.Range(0, 20).Select(row => row % (Copies + 1))];
        int[] copied = [.. Enumerable.Range(0, 20).SelectMany(row => Enumerable.Range(0, weights[row]).Select(copy => (Copies * row) + copy))];
        int[] once = [.. Enumerable.Range(0, 20).Select(row => Copies * row)];
        float[] expected = Predict(problem, name, copied, []);
        Assert.All(
            expected.Zip(Predict(problem, name, once, [.. weights.Select(weight => (double)weight)])), pair => Assert.Equal(pair.First, pair.Second, 2e-3f));
        int[] kept = [.. once.Where((_, row) => weights[row] > 0)];
        double[] rest = [.. weights.Where(weight => weight > 0).Select(weight => (double)weight)];
        Assert.Equal(Predict(problem, name, once, [.. weights.Select(weight => (double)weight)]), Predict(problem, name, kept, rest));
        Assert.Contains(expected.Zip(Predict(problem, name, once, [])), pair => Math.Abs(pair.First - pair.Second) > 0.01f);
    }

    [Fact]
    public void An_episode_fits_learner_and_committee_to_the_weights_of_what_was_asked()
    {
        Problem weighted = Problem(Read(row => Sure(row)));
        var episode = new Episode(Known.Parts.FindLearner("logistic-regression"));
        episode.Begin(weighted, budget: 9, seed: 1);
        for (int query = 0; query < 9; query++)
        {
            episode.Take(episode.Choice("vote-entropy"));
            episode.Label();
        }
        int[] asked = episode.Pool.Labelled.ToArray();
        double[] counts = [.. asked.Select(item => double.Parse(Sure(weighted.Items.Rows[item]), CultureInfo.InvariantCulture))];
        Assert.True(counts.Distinct().Count() > 3);
        int[] labels = episode.Labels(0).ToArray();
        ILearner alone = Known.Parts.FindLearner("logistic-regression").Create();
        alone.Start(weighted.Items, weighted.Units[0]);
        alone.Fit(asked, labels, counts);
        float[] expected = new float[weighted.Items.Count * 2];
        alone.Predict(weighted.Items.Features, expected);
        Assert.All(expected.Zip(episode.PoolProbabilities(0).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

        double[] bootstrap = [.. asked.Select((item, i) =>
            counts[i] * BayesianBootstrap.Weight(SeedSequence.Child(1, "committee"), 0, weighted.Items.Rows[item]))];
        alone.Start(weighted.Items, weighted.Units[0]);
        alone.Fit(asked, labels, bootstrap);
        alone.Predict(weighted.Items.Features, expected);
        var context = new SignalContext(Known.Parts.FindLearner("logistic-regression").Create(), Known.Parts.FindLearner("logistic-regression"));
        context.Begin(weighted.Items, weighted.Units[0], 9, 1);
        foreach (int item in asked)
        {
            context.Pool.Take(item);
        }
        context.Know([.. labels.Select(label => (double)label)], counts);
        context.Fit();
        Assert.All(expected.Zip(context.CommitteeProbabilities[..expected.Length].ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Splits_and_starts_are_those_without_weights_and_weights_of_1_change_nothing()
    {
        Dataset plain = Read(_ => "1");
        Assert.Null(plain.LabelWeights);
        Dataset weighted = Read(Sure);
        Assert.Equal(plain.Hash, weighted.Hash);
        Assert.Equal(Problem(plain).Items.Rows, Problem(weighted).Items.Rows);
        Assert.Equal(Problem(plain).Start, Problem(weighted).Start);
        Assert.Equal([2, 2], new[] { plain.Features, weighted.Features });
    }

    [Fact]
    public void In_regression_an_item_that_is_only_taken_counts_1()
    {
        Dataset data = Read(Sure, TargetKind.Number);
        Problem problem = new ProblemOptions(Known.Parts.Find<ITask>("regression"), new SplitOptions { PoolShare = 0.5 }, 5).Create(data, 1);
        var episode = new Episode(Known.Parts.FindLearner("ridge-regression", TargetKind.Number));
        episode.Begin(problem, budget: 6, seed: 1);
        episode.Take(episode.Choice("qbc-variance"));
        episode.Choice("qbc-variance");
        double[] counts = [.. episode.Pool.Labelled.ToArray().Select(item => data.LabelWeights![problem.Items.Rows[item]]), 1];
        var learner = Known.Parts.FindLearner("ridge-regression", TargetKind.Number).Create();
        learner.Start(problem.Items, problem.Units[0]);
        learner.Fit(episode.Numbers.Known, new Answers(episode.Numbers.Numbers), counts);
        double[] expected = new double[problem.Items.Count];
        learner.Predict(problem.Items.Features, expected);
        Assert.All(expected.Zip(episode.Numbers.Predictions.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void An_empty_weight_is_1_and_a_row_of_weight_0_has_no_label()
    {
        Dataset data = Read(row => row % 3 == 0 ? "0" : row % 3 == 1 ? null : "0.25");
        Assert.All(Enumerable.Range(0, Rows), row => Assert.Equal(row % 3 != 0, data.HasTarget(row)));
        Dataset labelled = data.LabelledAlone();
        Assert.Equal([1, 0.25, 1, 0.25], labelled.LabelWeights![..4]);
        Assert.Contains(data.Notes, note => note == "t.csv: column sure says what each label counts, 0 to 1");
    }

    [Theory]
    [InlineData("-0.1")]
    [InlineData("inf")]
    [InlineData("often")]
    [InlineData("1000001")]
    public void What_is_no_weight_is_refused_with_its_line(string cell)
    {
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read(row => row == 4 ? cell : "1")).Faults);
        Assert.Equal($"t.csv: line 6, column sure: \"{cell}\" is no weight of a label; use 0 to 1000000, or leave the cell empty for 1", fault);
    }

    [Fact]
    public void Two_columns_of_weights_are_refused()
    {
        string fault = Assert.Single(Assert.Throws<InvalidInputException>(
            () => TableSchema.Parse("""{ "columns": { "a": "weight", "b": "weight" } }""", "s.json")).Faults);
        Assert.Equal("s.json: columns a and b are both weights; a label has one", fault);
    }

    [Fact]
    public void Simulated_annotators_are_not_made_of_labels_that_have_weights()
    {
        var options = new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1)
        {
            Annotators = [new AnnotatorDefinition { Name = "a" }, new AnnotatorDefinition { Name = "b" }],
        };
        Assert.StartsWith("t: its labels have weights, and annotators are simulated ", Assert.Single(options.Faults(Read(Sure))), StringComparison.Ordinal);
        Assert.Empty(options.Faults(Read(_ => null)));
    }

    private static float[] Predict(Problem problem, string name, int[] items, double[] weights)
    {
        ILearner learner = Known.Parts.FindLearner(name).Create();
        learner.Start(problem.Items, problem.Units[0]);
        learner.Fit(items, Array.ConvertAll(items, item => problem.PoolLabels[item]), weights);
        float[] predicted = new float[problem.Items.Count * 2];
        learner.Predict(problem.Items.Features, predicted);
        return predicted;
    }

    private static Problem Problem(Dataset data) => new ProblemOptions(ClassificationTask.Instance, new SplitOptions { PoolShare = 0.5 }, 2).Create(data, 1);

    private static string Sure(int row) => (0.3 + (0.1 * (row % 7))).ToString("0.0", CultureInfo.InvariantCulture);

    private static Dataset Read(Func<int, string?> sure, TargetKind kind = TargetKind.Class)
    {
        var generator = new Pcg64(3, "rows");
        double[] x = [.. Enumerable.Range(0, Rows).Select(_ => generator.NextGaussian())];
        TableColumn Column(string name, Func<int, string?> cell) => new(name, ColumnKind.Unknown, [.. Enumerable.Range(0, Rows).Select(cell)]);
        string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
        var table = new Table(
            "t", "t.csv",
            [
                Column("x", row => Number(x[row])), Column("y", _ => Number(generator.NextGaussian())), Column("sure", sure),
                Column("label", row => kind == TargetKind.Number ? Number(x[row] * x[row]) : x[row] + Math.Cos(row) > 0 ? "p" : "q"),
            ],
            [.. Enumerable.Range(2, Rows)]);
        return DatasetReader.FromTable(table, new DatasetReaderOptions { Kind = kind, Target = "label", Schema = Weighted });
    }
}
