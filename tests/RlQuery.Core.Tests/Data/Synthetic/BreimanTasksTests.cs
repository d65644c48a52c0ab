using RlQuery.Core.Data.Synthetic;

namespace RlQuery.Core.Tests.Data.Synthetic;

/// <summary>The published definitions: means, variances, and the published error of the best possible rule.</summary>
public sealed class BreimanTasksTests
{
    /// <summary>About 24,000 rows.</summary>
    private static (double[] Row, int Label)[] Draw(string name) =>
    [
        .. Enumerable.Range(0, 40).Select(seed => Known.Parts.FindSynthetic(name).Generate((ulong)seed)).SelectMany(data =>
            Enumerable.Range(0, data.Rows).Select(row => (Array.ConvertAll(data.Row(row).ToArray(), x => (double)x), data.Labels[row]))),
    ];

    private static double Error((double[] Row, int Label)[] rows, Func<double[], int> rule) => rows.Average(pair => rule(pair.Row) == pair.Label ? 0.0 : 1.0);

    private static void AssertMoments((double[] Row, int Label)[] rows, int label, int feature, double mean, double variance)
    {
        double[] values = [.. rows.Where(pair => pair.Label == label).Select(pair => pair.Row[feature])];
        double average = values.Average();
        // Five standard errors of a mean of about 8,000 values or more.
        Assert.Equal(mean, average, 5 * Math.Sqrt(variance / values.Length));
        Assert.Equal(variance, values.Average(x => (x - average) * (x - average)), 0.1 * variance);
    }

    [Fact]
    public void Twonorm_is_Breimans()
    {
        (double[] Row, int Label)[] rows = Draw("twonorm");
        Assert.Equal(20, rows[0].Row.Length);
        AssertMoments(rows, 0, 0, 2 / Math.Sqrt(20), 1);
        AssertMoments(rows, 1, 19, -2 / Math.Sqrt(20), 1);
        Assert.InRange(Error(rows, row => row.Sum() > 0 ? 0 : 1), 0.018, 0.028); // 2.3 %
    }

    [Fact]
    public void Ringnorm_is_Breimans()
    {
        (double[] Row, int Label)[] rows = Draw("ringnorm");
        double a = 2 / Math.Sqrt(20);
        Assert.Equal(20, rows[0].Row.Length);
        AssertMoments(rows, 0, 0, 0, 4);
        AssertMoments(rows, 1, 19, a, 1);
        double Density(double[] row, double mean, double deviation) =>
            -row.Sum(x => (x - mean) * (x - mean)) / (2 * deviation * deviation) - (20 * Math.Log(deviation));
        Assert.InRange(Error(rows, row => Density(row, 0, 2) > Density(row, a, 1) ? 0 : 1), 0.010, 0.017); // 1.3 %
    }

    [Fact]
    public void Waveform_is_Breimans()
    {
        (double[] Row, int Label)[] rows = Draw("waveform");
        Assert.Equal(21, rows[0].Row.Length);
        double[] H(int peak) => [.. Enumerable.Range(1, 21).Select(i => Math.Max(6.0 - Math.Abs(i - peak), 0))];
        double[][] waves = [H(11), H(15), H(7)];
        (int A, int B)[] pairs = [(0, 1), (0, 2), (1, 2)];
        for (int c = 0; c < 3; c++)
        {
            foreach (int feature in (int[])[0, 6, 10, 14])
            {
                (double first, double second) = (waves[pairs[c].A][feature], waves[pairs[c].B][feature]);
                // A uniform share has variance 1/12.
                AssertMoments(rows, c, feature, (first + second) / 2, 1 + ((first - second) * (first - second) / 12));
            }
        }
        double Likelihood(double[] row, (int A, int B) pair) => Enumerable.Range(0, 21).Sum(step =>
        {
            double share = (step + 0.5) / 21;
            double squares = 0;
            for (int j = 0; j < 21; j++)
            {
                double difference = row[j] - (share * waves[pair.A][j]) - ((1 - share) * waves[pair.B][j]);
                squares += difference * difference;
            }
            return Math.Exp(-(squares - 21) / 2);
        });
        Assert.InRange(Error(rows, row => Enumerable.Range(0, 3).MaxBy(c => Likelihood(row, pairs[c]))), 0.125, 0.155); // 14 %
    }
}
