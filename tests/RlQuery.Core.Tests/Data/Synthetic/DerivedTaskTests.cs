using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Tests.Data.Synthetic;

/// <summary>Tasks made of another set.</summary>
public sealed class DerivedTaskTests
{
    private static readonly Dataset Source = Known.Parts.FindSynthetic("waveform").Generate(3);

    [Fact]
    public void The_same_draws_give_the_same_bytes_and_others_another_task()
    {
        string[] hashes = [.. Enumerable.Range(0, 40).Select(seed => Derive(seed).Hash)];
        Assert.Equal(hashes, Enumerable.Range(0, 40).Select(seed => Derive(seed).Hash));
        Assert.InRange(hashes.Distinct().Count(), 39, 40);
    }

    [Fact]
    public void Every_derived_task_has_rows_enough_of_each_of_its_classes()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Dataset data = Derive(seed);
            Assert.InRange(data.Classes, 2, Source.Classes);
            Assert.InRange(data.Rows, 16, Source.Rows);
            Assert.True(data.Values.ToArray().All(float.IsFinite));
            Assert.All(Enumerable.Range(0, data.Classes), label => Assert.True(data.Labels.Count(own => own == label) >= ISyntheticTask.FewestRowsOfClass));
        }
    }

    [Fact]
    public void Classes_leave_and_merge_and_features_leave_and_are_recoded()
    {
        Dataset[] tasks = [.. Enumerable.Range(0, 200).Select(Derive)];
        int merged = Source.Rows - tasks.Where(data => data.Classes == 2).Max(data => data.Rows);
        Assert.Equal(0, merged);
        Assert.Contains(tasks, data => data.Classes == 2 && data.Rows < Source.Rows);
        Assert.Contains(tasks, data => data.Features < Source.Features);
        Assert.Contains(tasks, data => data.Features > Source.Features);
        Assert.Contains(tasks, data => data.Values.ToArray().All(value => value is 0 or 1));
    }

    [Fact]
    public void Too_little_data_stays_as_it_is()
    {
        var tiny = Dataset.ForClassification("tiny", "test", [0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 0, 1, 0, 1, 0, 1, 0], ["x"], ["a", "b"]);
        Assert.Same(tiny, DerivedTask.Derive(tiny, new Pcg64(1)));
    }

    [Fact]
    public void A_source_of_problems_derives_as_often_as_it_is_asked_to()
    {
        foreach ((double share, int least, int most) in new[] { (0, 0, 0), (0.5, 60, 140), (1, 200, 200) })
        {
            var problems = new DatasetProblems([Source], new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1), share);
            Assert.InRange(Enumerable.Range(0, 200).Count(seed => problems.Draw((ulong)seed).Items.Name != Source.Name), least, most);
        }
    }

    private static Dataset Derive(int seed) => DerivedTask.Derive(Source, new Pcg64((ulong)seed));
}
