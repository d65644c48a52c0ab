using RlQuery.Core.Numerics;

namespace RlQuery.Studies.Lu2023;

/// <summary>Train and test part of one seed, standardised on the whole train part.</summary>
/// <remarks>Steps 2 and 3 of the protocol: both shuffles are those of numpy's <c>default_rng(seed)</c>.</remarks>
internal sealed class BenchmarkSplit
{
    /// <summary>The first rows of the train part are labelled at the start.</summary>
    public const int StartLabels = 20;

    private readonly BenchmarkData _data;

    private BenchmarkSplit(BenchmarkData data, int[] trainRows, int[] testRows)
    {
        _data = data;
        TrainRows = trainRows;
        TrainLabels = [.. trainRows.Select(row => data.Labels[row])];
        TestLabels = [.. testRows.Select(row => data.Labels[row])];
        Train = Gather(trainRows);
        Test = Gather(testRows);
        Standardise();
    }

    /// <summary>Row in the data of each train row, in the order by which ties go.</summary>
    public int[] TrainRows { get; }

    /// <summary>Class of each train row.</summary>
    public int[] TrainLabels { get; }

    /// <summary>Class of each test row.</summary>
    public int[] TestLabels { get; }

    /// <summary>Row-major standardised features [train x features].</summary>
    public double[] Train { get; }

    /// <summary>Row-major standardised features [test x features].</summary>
    public double[] Test { get; }

    /// <summary>Number of train rows among all.</summary>
    public static int CountTrainRows(int rows) => (int)(rows * 6L / 10);

    /// <summary>Whether the benchmark leaves a seed out because all its start labels are of one class.</summary>
    public static bool IsSkipped(BenchmarkData data, long seed) =>
        ShuffleTrainRows(data, seed).Take(StartLabels).Select(row => data.Labels[row]).Distinct().Count() < 2;

    /// <summary>Splits the data.</summary>
    public static BenchmarkSplit Draw(BenchmarkData data, long seed)
    {
        int[] order = ShuffleTrainRows(data, seed);
        int train = CountTrainRows(data.Rows);
        return new BenchmarkSplit(data, order[..train], order[train..]);
    }

    private static int[] ShuffleTrainRows(BenchmarkData data, long seed)
    {
        int[] order = new Pcg64((ulong)seed).Permutation(data.Rows);
        new Pcg64((ulong)seed).Shuffle(order.AsSpan(0, CountTrainRows(data.Rows)));
        return order;
    }

    private double[] Gather(int[] rows)
    {
        double[] values = new double[rows.Length * _data.Features];
        for (int i = 0; i < rows.Length; i++)
        {
            Array.Copy(_data.Values, rows[i] * _data.Features, values, i * _data.Features, _data.Features);
        }
        return values;
    }

    // Population standard deviations with the corrected two-pass sum (Chan, Golub and LeVeque 1983), as scikit-learn computes them.
    private void Standardise()
    {
        int rows = TrainRows.Length;
        for (int j = 0; j < _data.Features; j++)
        {
            double sum = 0;
            for (int i = j; i < Train.Length; i += _data.Features)
            {
                sum += Train[i];
            }
            double mean = sum / rows;
            double squares = 0;
            double drift = 0;
            for (int i = j; i < Train.Length; i += _data.Features)
            {
                double deviation = Train[i] - mean;
                squares += deviation * deviation;
                drift += deviation;
            }
            double variance = (squares - (drift * drift / rows)) / rows;
            double scale = IsConstant(variance, mean, rows) ? 1 : Math.Sqrt(variance);
            Scale(Train, j, mean, scale);
            Scale(Test, j, mean, scale);
        }
    }

    private static bool IsConstant(double variance, double mean, int rows)
    {
        const double Epsilon = 2.220446049250313e-16;
        double error = rows * Epsilon * mean;
        return variance <= (rows * Epsilon * variance) + (error * error);
    }

    private void Scale(double[] values, int column, double mean, double scale)
    {
        for (int i = column; i < values.Length; i += _data.Features)
        {
            values[i] = (values[i] - mean) / scale;
        }
    }
}
