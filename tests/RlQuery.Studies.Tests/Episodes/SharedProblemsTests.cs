using RlQuery.Core.Data;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Tests.Episodes;

public sealed class SharedProblemsTests
{
    private static readonly ProblemOptions Options = new(ClassificationTask.Instance, new SplitOptions(), 1);

    [Fact]
    public void Strategies_of_one_data_set_and_seed_share_a_problem_that_goes_with_the_last_of_them()
    {
        var problems = new SharedProblems(Options.Create, (_, _) => 3, 1000);
        Dataset data = Data("set");
        Problem first = problems.Take(data, 1);
        Assert.NotSame(first, problems.Take(data, 2));
        Assert.NotSame(first, problems.Take(Data("other"), 1));
        Assert.Same(first, problems.Take(data, 1));
        Assert.Equal(3, problems.Kept);
        Assert.Same(first, problems.Take(data, 1));
        Assert.Equal(2, problems.Kept);
    }

    [Fact]
    public void What_does_not_fit_is_made_anew_the_same_and_leaves_room_to_others()
    {
        Dataset data = Data("set");
        var problems = new SharedProblems(Options.Create, (_, _) => 2, data.Values.Length);
        Problem kept = problems.Take(data, 1);
        Problem one = problems.Take(data, 2);
        Problem two = problems.Take(data, 2);
        Assert.NotSame(one, two);
        Assert.Equal(one.Items.Features.Values.ToArray(), two.Items.Features.Values.ToArray());
        Assert.Equal(one.Start, two.Start);
        Assert.Equal(1, problems.Kept);
        Assert.Same(kept, problems.Take(data, 1));
        Assert.Same(problems.Take(data, 3), problems.Take(data, 3));
        Assert.Equal(0, problems.Kept);
    }

    [Fact]
    public void A_problem_that_is_asked_for_once_is_not_kept()
    {
        var problems = new SharedProblems(Options.Create, (_, _) => 1, 1000);
        problems.Take(Data("set"), 1);
        Assert.Equal(0, problems.Kept);
    }

    private static Dataset Data(string name) => Dataset.ForClassification(
        name, "test", [.. Enumerable.Range(0, 20).Select(i => (float)i)], [.. Enumerable.Range(0, 20).Select(i => i % 2)], ["x"], ["a", "b"]);
}
