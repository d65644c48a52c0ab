using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Data;
using RlQuery.Core.Tests.Support;
using RlQuery.Studies.Lu2023;

namespace RlQuery.Studies.Tests.Lu2023;

public sealed class ReproductionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ReferenceFact("lu2023/heart-margin-aubc.csv")]
    public void Heart_gives_the_published_digits() => AssertPublished("heart");

    [ReferenceFact("lu2023/haberman-margin-aubc.csv")]
    public void Haberman_gives_the_published_digits_though_rows_occur_twice() => AssertPublished("haberman");

    [ReferenceFact("lu2023/ionosphere-margin-aubc.csv")]
    public void Ionosphere_gives_the_published_digits() => AssertPublished("ionosphere");

    [Fact]
    public void Threads_change_nothing_and_results_come_in_the_order_of_the_seeds()
    {
        var data = BenchmarkData.Read(WriteRows(60));
        List<(long Seed, double Aubc)> one = Run(data, "margin", 1);
        Assert.Equal(one.Select(result => result.Seed).Order(), one.Select(result => result.Seed));
        Assert.Equal(one, Run(data, "margin", 3));
        Assert.NotEqual(one, Run(data, "random", 3));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("entropy")]
    [InlineData("core-set")]
    [InlineData("qbc-vote")]
    public void Every_strategy_ends_at_the_same_accuracy_and_runs_the_same_twice(string strategy)
    {
        var data = BenchmarkData.Read(WriteRows(60));
        var split = BenchmarkSplit.Draw(data, 3);
        double[] margin = new BenchmarkRun(split, data.Features).Run(new SmallestDecision(TieRule.Published)).Scores;
        double[] first = Scores();
        Assert.Equal(margin.Length, first.Length);
        Assert.Equal(margin[^1], first[^1]);
        Assert.Equal(first, Scores());

        double[] Scores() =>
            new BenchmarkRun(split, data.Features).Run(new StrategyRule(split, data.Features, Known.Parts.Find<IQueryStrategy>(strategy), 3)).Scores;
    }

    [Fact]
    public void Seeds_whose_start_labels_hold_one_class_are_left_out()
    {
        var data = BenchmarkData.Read(
            _folder.Write("rare.svm", string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i < 5 ? 0 : 1)} 1:{i} 2:{i * 7 % 10}\n"))));
        long[] skipped = [.. Enumerable.Range(0, 20).Select(seed => (long)seed).Where(seed => BenchmarkSplit.IsSkipped(data, seed))];
        Assert.InRange(skipped.Length, 1, 19);
        Assert.Empty(Run(data, "margin", 2).Select(result => result.Seed).Intersect(skipped));
    }

    [Fact]
    public void Features_are_standardised_on_the_train_part_alone()
    {
        var data = BenchmarkData.Read(WriteRows(60));
        var split = BenchmarkSplit.Draw(data, 1);
        for (int j = 0; j < data.Features; j++)
        {
            double[] column = [.. split.Train.Where((_, i) => i % data.Features == j)];
            Assert.Equal(0, column.Average(), 1e-12);
            // The last feature is constant.
            Assert.Equal(j == data.Features - 1 ? 0 : 1, column.Average(value => value * value), 1e-12);
        }
        Assert.Equal(36, split.TrainRows.Length);
        Assert.Equal(24, split.TestLabels.Length);
    }

    [Fact]
    public void The_area_is_divided_by_the_number_of_queries() =>
        Assert.Equal((0.75 + 0.9) / 3, BenchmarkRun.Aubc(new([21, 22, 23], [0.5, 1.0, 0.8])), 1e-15);

    [Theory]
    [InlineData("1 1:2\n", "holds the class 1 alone; the benchmark needs two")]
    [InlineData("1 1:2\n2 1:2\n3 1:2\n", "holds the classes 1, 2, 3; the benchmark needs two")]
    [InlineData("1\n2\n", "no row has a feature; use index:value")]
    [InlineData("1 1:2\n? 1:2\n2 1:2\n", "1 rows have no label; the benchmark needs all")]
    [InlineData("1 1:2\n2 1:2\n", "2 rows are too few; 60 % of them must be at least 22")]
    public void Data_that_the_benchmark_cannot_use_is_refused(string text, string fault)
    {
        string path = _folder.Write("bad.svm", text);
        Assert.Contains($"{path}: {fault}", Assert.Throws<InvalidInputException>(() => BenchmarkData.Read(path)).Faults);
    }

    private static void AssertPublished(string name)
    {
        string folder = Path.Combine(Repository.ReferenceFolder, "lu2023");
        Dictionary<long, double> published = File.ReadLines(Path.Combine(folder, $"{name}-margin-aubc.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(cells => long.Parse(cells[0], CultureInfo.InvariantCulture), cells => double.Parse(cells[1], CultureInfo.InvariantCulture));
        var results = new List<(long, double)>();
        Reproduction.Run(
            BenchmarkData.Read(Path.Combine(folder, $"{name}-svmstyle.txt")), Known.Parts.Find<IQueryStrategy>("margin"), TieRule.Published,
            Enumerable.Range(0, 150).Select(seed => (long)seed), 2, (seed, aubc) => results.Add((seed, aubc)), default);
        Assert.Equal(published.Keys.Order(), results.Select(result => result.Item1));
        // Five digits are published.
        Assert.All(results, result => Assert.Equal(published[result.Item1], result.Item2, 5.1e-6));
    }

    private static List<(long Seed, double Aubc)> Run(BenchmarkData data, string strategy, int jobs)
    {
        var results = new List<(long, double)>();
        Reproduction.Run(
            data, Known.Parts.Find<IQueryStrategy>(strategy), TieRule.First, Enumerable.Range(0, 20).Select(seed => (long)seed), jobs,
            (seed, aubc) => results.Add((seed, aubc)), default);
        return results;
    }

    private string WriteRows(int rows) => _folder.Write(
        "rows.svm", string.Concat(Enumerable.Range(0, rows).Select(i => $"{(i * i % 7 < 3 ? 0 : 1)} 1:{i * 37 % 11} 2:{i * i % 13} 3:5\n")));
}
