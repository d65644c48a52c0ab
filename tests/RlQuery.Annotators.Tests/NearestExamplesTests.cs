using RlQuery.Annotators.Questions;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Tests;

public sealed class NearestExamplesTests
{
    [Fact]
    public void They_are_the_nearest_of_each_class_and_as_many_of_each_as_can_be()
    {
        var generator = new Pcg64(3);
        for (int trial = 0; trial < 100; trial++)
        {
            (int rows, int classes, int count) = (5 + generator.NextInt(20), 2 + generator.NextInt(3), 1 + generator.NextInt(7));
            float[] values = [.. Enumerable.Range(0, rows * 2).Select(i => (float)generator.NextGaussian() * (i % 2 == 0 ? 1 : 50))];
            int[] labels = [.. Enumerable.Range(0, rows).Select(_ => generator.NextInt(classes + 1) - 1)];
            int[][] byClass = [.. Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, rows).Where(row => labels[row] == label).ToArray())];
            var examples = new NearestExamples(Dataset.ForRegression("d", "d", values, new float[rows], ["a", "b"]), byClass, count);
            int asked = generator.NextInt(rows);
            int[] shown = examples.Of(asked);

            // Independently: both features in units of their own deviation, over all rows.
            double[] units = [.. Enumerable.Range(0, 2).Select(j => Deviation([.. Enumerable.Range(0, rows).Select(row => (double)values[(row * 2) + j])]))];
            double Distance(int row) => Enumerable.Range(0, 2).Sum(j => Math.Pow((values[(row * 2) + j] - values[(asked * 2) + j]) / units[j], 2));
            Assert.Equal(shown.OrderByDescending(Distance), shown);
            Assert.DoesNotContain(asked, shown);
            Assert.Equal(Math.Min(count, byClass.Sum(same => same.Count(row => row != asked))), shown.Distinct().Count());
            foreach (int[] same in byClass)
            {
                int[] open = [.. same.Where(row => row != asked)];
                int[] taken = [.. shown.Where(open.Contains)];
                Assert.Equal(open.OrderBy(Distance).Take(taken.Length).Order(), taken.Order());
                // No other class has two more, unless this one is used up.
                Assert.True(taken.Length == open.Length || byClass.All(other => shown.Count(other.Contains) <= taken.Length + 1));
            }
        }
    }

    [Fact]
    public void Of_equally_near_ones_the_lower_rows_are_shown()
    {
        var examples = new NearestExamples(Dataset.ForRegression("d", "d", new float[6], new float[6], ["a"]), [[1, 2, 5], [3, 4]], 3);
        Assert.Equal([3, 2, 1], examples.Of(0));
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / values.Length);
}
