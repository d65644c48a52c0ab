using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Segmentation;
using RlQuery.Core.Tests.Data;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Tasks.Segmentation;

public sealed class SegmentationTests
{
    private static readonly ISyntheticTask Scenes = Known.Parts.Find<ISyntheticTask>("scenes");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_picture_is_in_the_pool_or_in_the_test_part_and_never_in_both(int folds)
    {
        Dataset data = Scenes.Generate(1);
        var tested = new List<int>();
        for (ulong seed = 0; seed < 6; seed++)
        {
            var split = PoolTestSplit.Create(data, new SplitOptions { Folds = folds, PoolCap = 10_000 }, seed);
            Assert.Empty(split.PoolRows.Select(data.Regions!.PictureOf).Intersect(split.TestRows.Select(data.Regions.PictureOf)));
            Assert.Equal(Enumerable.Range(0, data.Rows), split.PoolRows.Concat(split.TestRows).Order());
            tested.AddRange(split.TestRows);
        }
        if (folds > 0)
        {
            Assert.All(tested.CountBy(row => row), row => Assert.Equal(2, row.Value));
            Assert.Equal(data.Rows, tested.Distinct().Count());
        }
    }

    [Fact]
    public void The_label_of_a_made_region_is_its_most_frequent_class()
    {
        Dataset data = Scenes.Generate(2);
        Assert.Equal(Scenes.Generate(2).Hash, data.Hash);
        for (int row = 0; row < data.Rows; row++)
        {
            ReadOnlySpan<int> pixels = data.Regions!.PixelsOf(row);
            int most = 0;
            foreach (int count in pixels)
            {
                most = Math.Max(most, count);
            }
            Assert.Equal(most, pixels[data.Labels[row]]);
        }
    }

    [Fact]
    public void Pixels_are_part_of_the_identity_of_data()
    {
        Dataset data = Scenes.Generate(3);
        int[] pixels = [.. Enumerable.Range(0, data.Rows).SelectMany(row => data.Regions!.PixelsOf(row).ToArray())];
        pixels[0]++;
        int[] pictures = [.. Enumerable.Range(0, data.Rows).Select(data.Regions!.PictureOf)];
        Assert.NotEqual(data.Hash, data.WithRegions(new Regions([.. data.Regions.Pictures], pictures, pixels)).Hash);
    }

    [Fact]
    public void Columns_of_a_table_of_regions_that_are_no_features_are_not_learned_from()
    {
        Dataset data = Read(
            "region:picture,region:number,lightness,x,pixels:sky,pixels:road,pixels:pole,label\n"
            + "a,0,0.1,0.5,9,1,0,sky\na,1,0.9,0.5,2,7,1,road\nb,0,0.2,0.4,0,0,0,\n");
        Assert.Equal(["lightness", "x"], data.FeatureNames);
        Assert.Equal(["pole", "road", "sky"], data.ClassNames);
        Assert.Equal([0, 1, 9], data.Regions!.PixelsOf(0).ToArray());
        Assert.Equal([1, 7, 2], data.Regions.PixelsOf(1).ToArray());
        Assert.Equal([0, 0, 1], Enumerable.Range(0, 3).Select(data.Regions.PictureOf));
        Assert.Equal(2, data.LabelledAlone().Regions!.Rows);
    }

    [Fact]
    public void Counts_that_are_none_and_missing_pictures_are_named_by_line_and_column()
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Read(
            "region:picture,x,pixels:a,pixels:b,label\np,0.1,-1,2,b\n,0.2,1.5,2,b\n"));
        Assert.Equal(3, refused.Faults.Count);
        Assert.Contains(refused.Faults, fault => fault.Contains("line 2, column pixels:a", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.Contains("name the picture of the region", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_without_regions_and_regions_of_one_picture_are_refused_in_a_line()
    {
        var options = new ProblemOptions(SegmentationTask.Instance, new SplitOptions(), 1);
        Dataset table = Dataset.ForClassification("iris", "-", [1, 2, 3, 4], [0, 1, 0, 1], ["x"], ["a", "b"]);
        Assert.Contains("its rows are no regions", Assert.Single(options.Faults(table)), StringComparison.Ordinal);
        Dataset one = table.WithRegions(new Regions(["p"], [0, 0, 0, 0], [1, 0, 0, 1, 1, 0, 0, 1]));
        Assert.Contains("all regions are of one picture", Assert.Single(options.Faults(one)), StringComparison.Ordinal);
        Assert.Throws<InvalidInputException>(() => options.Create(table, 1));
    }

    [Fact]
    public void The_judge_counts_pixels_and_strategies_see_pictures_alone()
    {
        Dataset data = Scenes.Generate(4);
        Problem problem = new ProblemOptions(SegmentationTask.Instance, new SplitOptions(), 1).Create(data, 7);
        int items = problem.Judge.Features.Rows;
        TestPredictions predictions = problem.Judge.Compare(new float[items * data.Classes], []);
        Assert.Equal(items * data.Classes, predictions.Pixels.Length);
        Assert.Equal(problem.Items.Rows.Select(data.Regions!.PictureOf), problem.Items.Pictures);
    }

    [Fact]
    public void Asking_by_the_labels_of_pictures_ends_one_picture_before_the_next()
    {
        Problem problem = new ProblemOptions(SegmentationTask.Instance, new SplitOptions(), 1).Create(Scenes.Generate(5), 1);
        ILearnerFactory learner = Known.Parts.Find<ILearnerFactory>("logistic-regression");
        ISignal signal = Known.Parts.Find<ISignal>("picture-labels");
        int[] pictures = problem.Items.Pictures!;
        var labelled = new List<int> { 0 };
        for (int query = 0; query < 60; query++)
        {
            int[] candidates = [.. Enumerable.Range(0, problem.Items.Count).Except(labelled)];
            float[] values = SignalProbe.Begin(problem.Branch([.. labelled]), learner).Values(signal);
            labelled.Add(candidates[Array.IndexOf(values, values.Max())]);
        }
        int begun = labelled.Select(item => pictures[item]).Distinct().Count(picture =>
            labelled.Count(item => pictures[item] == picture) < pictures.Count(own => own == picture));
        Assert.InRange(begun, 0, 1);
    }

    private static Dataset Read(string text)
    {
        using var folder = new TemporaryFolder();
        return DatasetReader.Read(folder.Write("regions.csv", text), new DatasetReaderOptions());
    }
}
