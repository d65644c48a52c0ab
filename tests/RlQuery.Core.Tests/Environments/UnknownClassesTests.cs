using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Policies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

public sealed class UnknownClassesTests : IDisposable
{
    private static readonly Dataset Data = Blobs();

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("environment.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.3, 2)]
    [InlineData(0.5, 4)]
    [InlineData(1, 8)]
    public void As_many_classes_as_asked_for_have_labels_at_the_start_and_the_seed_draws_them(double share, int known)
    {
        Problem all = Create(1, null, 7);
        HashSet<int> ever = [];
        for (ulong seed = 0; seed < 40; seed++)
        {
            Problem problem = Create(share, null, seed);
            int[] labels = [.. problem.Start.Select(item => problem.PoolLabels[item])];
            Assert.Equal(2 * known, labels.Length);
            Assert.Equal(known, labels.Distinct().Count());
            ever.UnionWith(labels);
        }
        Assert.Equal(8, ever.Count);
        // The split, the pool and the labels that are left are those of the problem with all classes.
        Problem own = Create(share, null, 7);
        Assert.Equal(all.Items.Rows, own.Items.Rows);
        Assert.Equal(all.Items.Origin, own.Items.Origin);
        Assert.Subset(all.Start.ToHashSet(), own.Start.ToHashSet());
    }

    [Fact]
    public void What_is_out_of_scope_has_no_label_at_the_start_and_the_judge_knows_it()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            Problem problem = Create(1, Data.ClassNames[3], seed);
            Assert.Equal([0, 1, 2, 4, 5, 6, 7], problem.Start.Select(item => problem.PoolLabels[item]).Distinct().Order());
            Assert.Equal(3, problem.Judge.OutOfScope);
            Assert.Contains(3, Judged(problem).Labels.ToArray());
        }
        Assert.Equal(-1, Create(1, "of another set", 1).Judge.OutOfScope);
    }

    [Theory]
    [InlineData("logistic-regression")]
    [InlineData("nearest-neighbours")]
    [InlineData("random-forest")]
    [InlineData("svm-rbf")]
    [InlineData("gaussian-process")]
    public void A_class_that_nobody_has_named_has_no_probability_until_its_first_answer(string learner)
    {
        Problem problem = Create(0.5, null, 3);
        HashSet<int> known = [.. problem.Start.Select(item => problem.PoolLabels[item])];
        var episode = new Episode(Known.Parts.FindLearner(learner));
        episode.Begin(problem, 40, 1);
        Assert.All(Enumerable.Range(0, 8), label => Assert.Equal(known.Contains(label), Largest(episode, label) > 0));
        int next = Enumerable.Range(0, problem.PoolLabels.Length).First(item => !known.Contains(problem.PoolLabels[item]));
        episode.Take(next);
        episode.Label();
        known.Add(problem.PoolLabels[next]);
        Assert.All(Enumerable.Range(0, 8), label => Assert.Equal(known.Contains(label), Largest(episode, label) > 0));
    }

    [Theory]
    [InlineData("\"startClasses\": 0", "startClasses: 0 is not allowed; use more than 0, at most 1")]
    [InlineData("\"startClasses\": 1.5", "startClasses: 1.5 is not allowed; use more than 0, at most 1")]
    [InlineData("\"task\": \"regression\", \"startClasses\": 0.5", "startClasses: 0.5 is not allowed in regression; use 1")]
    [InlineData(
        "\"startPerClass\": 0, \"startClasses\": 0.5", "startClasses: 0.5 is not allowed without labels at the start; use startPerClass of 1 or more")]
    [InlineData("\"task\": \"regression\", \"outOfScope\": \"oos\"", "outOfScope: is not allowed in regression; leave it out")]
    public void What_is_not_allowed_is_told_in_one_line(string member, string fault)
    {
        File.WriteAllText(Path, $"{{ {member} }}");
        Assert.Equal([$"{Path} line 1: {fault}"], Assert.Throws<InvalidInputException>(() => EnvironmentFile.Read(Path, Known.Parts)).Faults);
    }

    private static Problem Create(double share, string? outOfScope, ulong seed) =>
        new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 2) { StartClasses = share, OutOfScope = outOfScope }.Create(Data, seed);

    private static Dataset Blobs()
    {
        var draws = new Pcg64(1);
        int[] labels = [.. Enumerable.Range(0, 160).Select(row => row % 8)];
        float[] values = [.. labels.SelectMany(label => new[] { (float)(label + draws.NextGaussian()), (float)((label % 3) + draws.NextGaussian()) })];
        return Dataset.ForClassification("eight", "test", values, labels, ["x", "y"], [.. Enumerable.Range(0, 8).Select(label => $"c{label}")]);
    }

    private static TestPredictions Judged(Problem problem)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        episode.Begin(problem, 4, 1);
        return episode.Judge();
    }

    private static float Largest(Episode episode, int label)
    {
        TestPredictions predictions = episode.Judge();
        float largest = 0;
        for (int row = 0; row < predictions.Labels.Length; row++)
        {
            largest = MathF.Max(largest, predictions.Row(row)[label]);
        }
        return largest;
    }
}
