using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks.Regression;

namespace RlQuery.Core.Tests.Data.Synthetic;

/// <summary>Tasks made of another set of numbers.</summary>
public sealed class DerivedNumbersTests
{
    private static readonly Dataset Source = Known.Parts.FindSynthetic("friedman").Generate(3);

    [Fact]
    public void The_same_draws_give_the_same_bytes_and_others_another_task()
    {
        string[] hashes = [.. Enumerable.Range(0, 40).Select(seed => Derive(seed).Hash)];
        Assert.Equal(hashes, Enumerable.Range(0, 40).Select(seed => Derive(seed).Hash));
        Assert.InRange(hashes.Distinct().Count(), 20, 40);
    }

    [Fact]
    public void Every_row_keeps_its_number_and_the_values_of_the_features_that_stay()
    {
        var rows = Enumerable.Range(0, Source.Rows).ToDictionary(row => Source.Targets[row]);
        for (int seed = 0; seed < 100; seed++)
        {
            Dataset data = Derive(seed);
            Assert.InRange(data.Rows, 100, Source.Rows);
            int[] columns = [.. data.FeatureNames.Select(name => Array.IndexOf(Source.FeatureNames, name))];
            for (int row = 0; row < data.Rows; row++)
            {
                float[] own = Source.Row(rows[data.Targets[row]]).ToArray();
                Assert.Equal(columns.Select(column => own[column]), data.Row(row).ToArray());
            }
        }
    }

    [Fact]
    public void Features_leave_and_rows_leave()
    {
        Dataset[] tasks = [.. Enumerable.Range(0, 100).Select(Derive)];
        Assert.Contains(tasks, data => data.Features < Source.Features);
        Assert.Contains(tasks, data => data.Features == Source.Features);
        Assert.Contains(tasks, data => data.Rows < Source.Rows);
        Assert.Contains(tasks, data => data.Rows == Source.Rows);
    }

    [Fact]
    public void A_set_of_equal_numbers_stays_as_it_is()
    {
        var flat = Dataset.ForRegression("flat", "test", [0, 1, 2], [4, 4, 4], ["x"]);
        Assert.Same(flat, DerivedTask.Derive(flat, new Pcg64(1)));
    }

    [Fact]
    public void A_source_of_problems_derives_as_often_as_it_is_asked_to()
    {
        var problems = new DatasetProblems([Source], new ProblemOptions(RegressionTask.Instance, new SplitOptions(), 5), 0.5);
        Assert.InRange(Enumerable.Range(0, 200).Count(seed => problems.Draw((ulong)seed).Items.Name != Source.Name), 60, 140);
    }

    private static Dataset Derive(int seed) => DerivedTask.Derive(Source, new Pcg64((ulong)seed));
}
