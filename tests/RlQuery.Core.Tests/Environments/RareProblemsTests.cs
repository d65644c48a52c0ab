using RlQuery.Core.Data;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Data;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments;

public sealed class RareProblemsTests
{
    private static readonly Dataset Data = RandomData.Classes(5, leastPerClass: 100);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.5, 60, 140)]
    [InlineData(1, 200, 200)]
    public void One_class_is_thinned_to_1_to_10_percent_as_often_as_it_is_asked_for(double share, int least, int most)
    {
        var options = new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1) { RareShare = share };
        double[] rarest = [.. Enumerable.Range(0, 200).Select(seed => Rarest(options.Create(Data, (ulong)seed)))];
        double usual = Rarest(new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1).Create(Data, 0));
        Assert.True(usual > 0.11, $"{usual}");
        Assert.InRange(rarest.Count(own => own < 0.11), least, most);
        Assert.All(rarest, own => Assert.True(own > 0.005));
    }

    private static double Rarest(Problem problem) =>
        (double)problem.PoolLabels.GroupBy(label => label).Min(rows => rows.Count()) / problem.PoolLabels.Length;
}
