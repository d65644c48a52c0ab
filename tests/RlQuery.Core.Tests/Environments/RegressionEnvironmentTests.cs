using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Regression;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

/// <summary>Environments and problems of regression, and what keeps them apart from those of classification.</summary>
public sealed class RegressionEnvironmentTests : IDisposable
{
    private readonly Policies.TemporaryFolder _folder = new();

    private string Path => _folder.File("mine.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sets_are_read_with_numbers_as_their_target_and_the_defaults_are_those_of_regression()
    {
        File.WriteAllText(_folder.File("own.csv"), "x,y,z\n1,2,0.5\n3,4,1.5\n2,2,-1\n3,5,0.5\n");
        File.WriteAllText(Path, """{ "task": "regression", "evaluation": ["own.csv", "tips-amount"] }""");
        var loaded = LoadedEnvironment.Read(Path, Known.Parts, null);
        Assert.Equal([0.5f, 1.5f, -1, 0.5f], loaded.Evaluation[0].Targets);
        Assert.Equal(244, loaded.Evaluation[1].Rows);
        Assert.Equal(("mine", "ridge-regression", 5), (loaded.Name, loaded.Learner.Name, loaded.Problem.Start));
        Assert.Equal(EnvironmentFile.Hash(Path), loaded.Hash);
    }

    [Fact]
    public void Tasks_are_not_mixed()
    {
        File.WriteAllText(_folder.File("own.csv"), "x,y,z\n1,2,a\n3,4,b\n2,2,a\n3,5,b\n");
        Assert.Equal(
            [
                $"{Path} line 1: evaluation: 'wine' has a class as its target, and the environment's task is regression",
                $"{Path} line 1: evaluation: {_folder.File("own.csv")}: ",
            ],
            Faults(() => LoadedEnvironment.Read(Path, Known.Parts, null), """{ "task": "regression", "evaluation": ["wine", "own.csv"] }""").Take(2).Select(
                (fault, i) => i == 0 ? fault : fault[..fault.IndexOf("line 2", StringComparison.Ordinal)]));
        Assert.Equal(
            [$"{Path} line 1: evaluation: 'tips-amount' has a number as its target, and the environment's task is classification"],
            Faults(() => LoadedEnvironment.Read(Path, Known.Parts, null), """{ "evaluation": ["tips-amount"] }"""));
        Dataset numbers = Catalog.Load().Open("tips-amount");
        Assert.Equal(
            ["'tips-amount' has a number as its target, and the environment's task is classification"],
            Assert.Throws<InvalidInputException>(() => new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1).Create(numbers, 1)).Faults);
    }

    [Fact]
    public void A_problem_depends_on_its_seed_alone_and_a_smaller_start_is_the_beginning_of_a_larger_one()
    {
        Dataset data = Catalog.Load().Open("tips-amount");
        var options = new ProblemOptions(RegressionTask.Instance, new SplitOptions(), 5);
        Problem problem = options.Create(data, 7);
        Problem again = options.Create(data, 7);
        Assert.Equal(problem.PoolRows, again.PoolRows);
        Assert.Equal(problem.Start, (options with { Start = 20 }).Create(data, 7).Start[..5]);
        Assert.NotEqual(problem.PoolRows, options.Create(data, 8).PoolRows);
        Assert.Equal((122, 122, 5), (problem.PoolRows.Length, problem.Test.Rows, problem.Start.Distinct().Count()));
        Assert.Equal(problem.PoolRows.Select(row => (double)data.Targets[row]), problem.PoolTargets);
        for (int j = 0; j < problem.PoolFeatures.Columns; j++)
        {
            double[] column = [.. Enumerable.Range(0, problem.PoolFeatures.Rows).Select(i => (double)problem.PoolFeatures.Row(i)[j])];
            Assert.Equal(0, column.Average(), 1e-5);
            Assert.Equal(1, column.Average(value => value * value), 1e-4);
        }
        double mean = data.Targets.Average(target => (double)target);
        Assert.Equal(Math.Sqrt(data.Targets.Average(target => Math.Pow(target - mean, 2))), problem.TargetDeviation, 1e-9);
    }

    [Theory]
    [InlineData(new float[0], "no rows")]
    [InlineData(new float[] { 1, 2, 3 }, "3 rows; a regression needs at least 4, half of them to test on")]
    [InlineData(new float[] { 2.5f, 2.5f, 2.5f, 2.5f, 2.5f }, "the target is 2.5 in every row; a regression needs targets that differ")]
    [InlineData(new float[] { 1, float.NaN, 3, 4 }, "1 of 4 rows have no target; every row needs one here")]
    [InlineData(new float[] { 1, 2, 3, 4, 5, 6 }, "6 rows make a pool of 3, which leaves nothing to ask for after 3 labels at the start")]
    public void A_set_that_cannot_be_asked_is_refused(float[] targets, string fault)
    {
        Dataset data = Dataset.ForRegression("own", "test", new float[targets.Length], targets, ["x"]);
        Assert.Equal([$"own: {fault}"], new ProblemOptions(RegressionTask.Instance, new SplitOptions(), 3).Faults(data));
    }

    private string[] Faults(Action read, string text)
    {
        File.WriteAllText(Path, text);
        return [.. Assert.Throws<InvalidInputException>(read).Faults];
    }
}
