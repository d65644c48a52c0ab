using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;
using RlQuery.Torch.Learners;
using TorchSharp;

namespace RlQuery.Torch.Tests.Learners;

/// <summary>A module of one's own keeps a learner's contract.</summary>
public sealed class ModuleLearnerTests
{
    private static readonly ModuleFactory Classes = new("mine", () => Network(3, 3), options: new ModuleOptions { Epochs = 200, LearningRate = 0.01 });

    [Fact]
    public void A_fit_that_begins_anew_depends_on_the_answers_alone_and_not_on_their_order_or_what_was_fitted_before()
    {
        Problem problem = Problems.Blobs(pool: 60, classes: 3);
        int[] rows = [.. Enumerable.Range(0, 20)];
        int[] labels = problem.PoolLabels[..20];
        float[] once = Predict(problem, learner => learner.Fit(rows, labels, []));
        float[] inSteps = Predict(problem, learner =>
        {
            learner.Fit(rows.AsSpan(0, 7), labels.AsSpan(0, 7), []);
            learner.Fit(rows, labels, []);
        });
        float[] reversed = Predict(problem, learner => learner.Fit([.. rows.Reverse()], labels.Reverse().ToArray(), []));
        Assert.Equal(once, inSteps);
        Assert.Equal(once, reversed);
        Assert.InRange(Enumerable.Range(20, 40).Count(row => Core.Numerics.VectorMath.ArgMax(once.AsSpan(row * 3, 3)) == problem.PoolLabels[row]), 30, 40);
    }

    [Fact]
    public void A_fit_that_goes_on_ends_elsewhere_than_one_that_begins_anew()
    {
        Problem problem = Problems.Blobs(pool: 60, classes: 3);
        int[] rows = [.. Enumerable.Range(0, 20)];
        float[] Go(UpdateMode mode) => Predict(problem, learner =>
        {
            ((IUpdatable)learner).Mode = mode;
            learner.Fit(rows.AsSpan(0, 10), problem.PoolLabels.AsSpan(0, 10), []);
            learner.Fit(rows, problem.PoolLabels[..20], []);
        });
        Assert.NotEqual(Go(UpdateMode.Refit), Go(UpdateMode.Continue));
        Assert.Equal(Go(UpdateMode.Continue), Go(UpdateMode.Continue));
    }

    [Fact]
    public void Classes_without_a_label_get_probability_0_and_without_any_label_all_get_the_same()
    {
        Problem problem = Problems.Blobs(pool: 30, classes: 3);
        Assert.All(Predict(problem, learner => learner.Fit([], (int[])[], [])), p => Assert.Equal(1f / 3, p));
        float[] two = Predict(problem, learner => learner.Fit([0, 1], (int[])[0, 2], []));
        for (int i = 0; i < two.Length; i += 3)
        {
            Assert.Equal(0, two[i + 1]);
            Assert.Equal(1, two[i] + two[i + 2], 1e-5);
        }
    }

    [Fact]
    public void Numbers_in_other_units_give_the_same_model()
    {
        Problem problem = RegressionProblems.Waves(pool: 60);
        var factory = new ModuleFactory("numbers", () => Network(3, 1), TargetKind.Number, new ModuleOptions { Epochs = 100, LearningRate = 0.01 });
        double[] Fit(double factor)
        {
            ILearner learner = factory.Create();
            learner.Start(problem);
            learner.Fit([.. Enumerable.Range(0, 40)], problem.PoolTargets[..40].Select(target => factor * target).ToArray(), []);
            double[] values = new double[problem.Test.Rows];
            learner.Predict(problem.Test, values);
            return values;
        }
        double[] own = Fit(1);
        Assert.All(own.Zip(Fit(1024)), pair => Assert.Equal(pair.First * 1024, pair.Second, 0.5));
        double mean = problem.TestTargets.Average();
        Assert.True(own.Zip(problem.TestTargets, (a, b) => Math.Pow(a - b, 2)).Average() < problem.TestTargets.Average(target => Math.Pow(target - mean, 2)));
    }

    [Fact]
    public void An_active_learner_asks_and_teaches_a_module_in_either_mode()
    {
        Problem problem = Problems.Blobs(pool: 60, classes: 3, spread: 0.7);
        foreach (UpdateMode mode in new[] { UpdateMode.Refit, UpdateMode.Continue })
        {
            ActiveLearner Learn()
            {
                var learner = new ActiveLearner(Classes, problem.Items, AnswerSpaces.Classes(3), Known.Parts.Find<IQueryStrategy>("margin"), mode);
                for (int i = 0; i < 4; i++)
                {
                    int[] asked = learner.Query(4);
                    learner.Update(asked, [.. asked.Select(item => problem.PoolLabels[item])]);
                }
                return learner;
            }
            ActiveLearner first = Learn();
            Assert.InRange(first.Score(problem.Judge), 0.8, 1);
            Assert.Equal(first.Labelled, Learn().Labelled);
        }
    }

    [Fact]
    public void A_shape_that_is_not_that_of_the_items_is_refused()
    {
        var factory = new ModuleFactory("images", () => Network(3, 3), options: new ModuleOptions { InputShape = [1, 2, 2] });
        Assert.Contains(
            "inputShape 1 x 2 x 2 has 4 values, and items have 3 features",
            Assert.Throws<ArgumentException>(() => factory.Create().Start(Problems.Blobs().Items, new AnswerSpace(2))).Message, StringComparison.Ordinal);
    }

    private static float[] Predict(Problem problem, Action<ILearner> fit)
    {
        ILearner learner = Classes.Create();
        learner.Start(problem);
        fit(learner);
        float[] p = new float[problem.Items.Count * 3];
        learner.Predict(problem.Items.Features, p);
        return p;
    }

    private static torch.nn.Module<torch.Tensor, torch.Tensor> Network(long inputs, long outputs) =>
        torch.nn.Sequential(("hidden", torch.nn.Linear(inputs, 16)), ("relu", torch.nn.ReLU()), ("output", torch.nn.Linear(16, outputs)));
}
