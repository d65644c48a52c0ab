using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.Studies.Lu2023;

/// <summary>A LIBSVM file with two classes, as the benchmark reads it.</summary>
public sealed class BenchmarkData
{
    private BenchmarkData(double[] values, int[] labels, int features)
    {
        Values = values;
        Labels = labels;
        Features = features;
    }

    /// <summary>Number of rows.</summary>
    public int Rows => Labels.Length;

    /// <summary>Number of features.</summary>
    public int Features { get; }

    /// <summary>Row-major [rows x features], not standardised.</summary>
    internal double[] Values { get; }

    /// <summary>0 for the smaller label, 1 for the larger one.</summary>
    internal int[] Labels { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">LIBSVM file, also with .gz; -1 and 1, or any other two labels: 0 and 1 become -1 and 1.</param>
    /// <exception cref="InvalidInputException">Missing, faulty, rows without a label, other than two classes, or too few rows for the 20 start
    /// labels.</exception>
    public static BenchmarkData Read(string path)
    {
        var file = LibsvmFile.Load(path);
        double[] classes = [.. file.Labels.Where(double.IsFinite).Distinct().Order()];
        var faults = new List<string>();
        int unlabelled = file.Labels.Count(double.IsNaN);
        if (unlabelled > 0)
        {
            faults.Add($"{path}: {unlabelled} rows have no label; the benchmark needs all");
        }
        if (classes.Length != 2)
        {
            string found = classes.Length > 5 ? $"{classes.Length} classes" : $"the classes {string.Join(", ", classes.Select(Show))}";
            faults.Add($"{path}: holds {(classes.Length == 1 ? $"the class {Show(classes[0])} alone" : found)}; the benchmark needs two");
        }
        if (file.Features == 0)
        {
            faults.Add($"{path}: no row has a feature; use index:value");
        }
        if (BenchmarkSplit.CountTrainRows(file.Rows) < BenchmarkSplit.StartLabels + 2)
        {
            faults.Add($"{path}: {file.Rows} rows are too few; 60 % of them must be at least {BenchmarkSplit.StartLabels + 2}");
        }
        return faults.Count > 0
            ? throw new InvalidInputException(faults)
            : new BenchmarkData(file.Values, [.. file.Labels.Select(label => label == classes[0] ? 0 : 1)], file.Features);
    }

    private static string Show(double label) => label.ToString("R", CultureInfo.InvariantCulture);
}
