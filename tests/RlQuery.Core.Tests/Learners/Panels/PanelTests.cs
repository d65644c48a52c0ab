using RlQuery.Core.Data;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Panels;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.Panels;

public sealed class PanelTests
{
    private static readonly ProblemOptions Halves = new(ClassificationTask.Instance, new SplitOptions(), 1);

    [Fact]
    public void With_one_view_it_predicts_what_the_single_learner_predicts()
    {
        for (int number = 0; number < 20; number++)
        {
            Problem problem = RandomProblems.Draw(number);
            Assert.Equal(Predict(new LogisticRegression(), problem.Items, problem.Test, problem), Predict(Create(), problem.Items, problem.Test, problem));
        }
    }

    [Fact]
    public void It_predicts_the_mean_of_a_logistic_regression_for_each_view()
    {
        Problem problem = Halves.Create(Views.Independent(200, seed: 3, views: 3, classes: 4), seed: 1);
        float[][] heads = [.. problem.Items.Views.Select(view =>
        {
            Items items = Items.Of([.. Rows(problem.PoolFeatures, view)]);
            float[][] test = [.. Rows(problem.Test, view)];
            return Predict(new LogisticRegression(), items, new FeatureMatrix([.. test.SelectMany(row => row)], test.Length, view.Columns.Count), problem);
        })];
        float[] panel = Predict(Create(), problem.Items, problem.Test, problem);
        Assert.Equal(3, heads.Length);
        for (int i = 0; i < panel.Length; i++)
        {
            Assert.Equal(heads.Average(head => head[i]), panel[i], 1e-6f);
        }
    }

    [Fact]
    public void The_order_of_the_pool_changes_nothing()
    {
        Problem problem = Halves.Create(Views.Independent(160, seed: 5), seed: 2);
        int[] order = new Pcg64(2, "order").Permutation(problem.Items.Count);
        Items permuted = Views.Permuted(problem, order);
        int[] rows = [.. Enumerable.Range(0, 12)];
        int[] labels = [.. rows.Select(row => problem.PoolLabels[row])];
        float[] expected = Predict(Create(), problem.Items, problem.Test, rows, labels);
        float[] actual = Predict(Create(), permuted, problem.Test, [.. rows.Select(row => Array.IndexOf(order, row))], labels);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Views_survive_splits_and_answers()
    {
        Dataset data = Views.Independent(90, seed: 7);
        Assert.Equal(data.Views, Halves.Create(data, seed: 4).Items.Views);
        Dataset partly = data.Rename("other").Without([1, 2, 3]).Weighted([.. Enumerable.Repeat(0.5f, data.Features)]);
        Assert.Equal(data.Views, partly.Views);
        Assert.Equal(data.Views, partly.LabelledAlone().Views);
        var table = new QueryTable(partly);
        float[] values = [];
        Problem problem = table.ToProblem(table.AllRows, table.Standardize(table.AllRows, ref values, new BlockMemory()));
        Assert.Equal(data.Views, problem.Items.Views);
    }

    [Fact]
    public void A_view_has_the_scale_that_it_has_alone()
    {
        Dataset data = Views.Independent(90, seed: 7);
        // Powers of two scale without rounding.
        Dataset weighted = data.Weighted([.. Enumerable.Range(0, data.Features).Select(column => column < data.Features / 2 ? 0.25f : 0.5f)])
            .WithViews([data.Views[0] with { Scale = 4 }, data.Views[1] with { Scale = 2 }]);
        int[] rows = [.. Enumerable.Range(0, 90)];
        FeatureMatrix Alone(Dataset from, int view) =>
            from.Views[view].Of(new FeatureMatrix(Standardizer.Fit(from, rows).Transform(from, rows), rows.Length, from.Features));
        for (int view = 0; view < 2; view++)
        {
            Assert.Equal(Alone(data, view).Values.ToArray(), Alone(weighted, view).Values.ToArray());
        }
    }

    [Fact]
    public void A_view_without_features_or_of_features_that_are_not_there_is_refused()
    {
        Dataset data = Views.Independent(20, seed: 1);
        Assert.Contains("view none", Assert.Throws<ArgumentException>(() => data.WithViews([new("none", [])])).Message, StringComparison.Ordinal);
        Assert.Contains("0..19", Assert.Throws<ArgumentException>(() => data.WithViews([new("far", [3, 20])])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_heads_are_the_committee_of_the_signals()
    {
        Problem problem = Halves.Create(Views.Independent(120, seed: 9, views: 3), seed: 1);
        var factory = new PanelFactory();
        var context = new SignalContext(factory.Create(), factory);
        context.Begin(problem, budget: 10, seed: 1);
        float[] members = new float[3 * problem.Items.Count * 2];
        ((ICommittee)context.Learner).PredictMembers(problem.PoolFeatures, members);
        Assert.Equal(members, context.CommitteeProbabilities.ToArray());
    }

    [Fact]
    public void With_one_view_bootstraps_are_the_committee()
    {
        Problem problem = Problems.Blobs(classes: 3, spread: 3);
        (SignalContext panel, SignalContext single) = (new(Create(), new PanelFactory()), new(new LogisticRegression(), new LogisticRegressionFactory()));
        panel.Begin(problem, budget: 10, seed: 1);
        single.Begin(problem, budget: 10, seed: 1);
        Assert.Equal(single.CommitteeProbabilities.ToArray(), panel.CommitteeProbabilities.ToArray());
    }

    [Fact]
    public void A_fit_before_the_start_is_refused() =>
        Assert.Contains("panel", Assert.Throws<InvalidOperationException>(() => Create().Fit([], Array.Empty<int>(), [])).Message, StringComparison.Ordinal);

    private static ILearner Create() => new PanelFactory().Create();

    private static IEnumerable<float[]> Rows(FeatureMatrix features, FeatureView view) =>
        Enumerable.Range(0, features.Rows).Select(row => view.Columns.Select(column => features.Row(row)[column]).ToArray());

    private static float[] Predict(ILearner learner, Items items, FeatureMatrix test, Problem problem) =>
        Predict(learner, items, test, problem.Start, [.. problem.Start.Select(row => problem.PoolLabels[row])], problem.Classes);

    private static float[] Predict(ILearner learner, Items items, FeatureMatrix test, int[] rows, int[] labels, int classes = 2)
    {
        learner.Start(items, new AnswerSpace(classes));
        learner.Fit(rows, labels, []);
        float[] probabilities = new float[test.Rows * classes];
        learner.Predict(test, probabilities);
        return probabilities;
    }
}
