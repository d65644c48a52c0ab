using System.Globalization;

namespace RlQuery.Core.Data.Formats;

/// <summary>LIBSVM, which has only numbers and no column names.</summary>
internal sealed class LibsvmFormat : ITableFormat
{
    public string Name => "libsvm";

    public string Description => "LIBSVM's \"label index:value ...\"";

    public IReadOnlyList<string> Extensions { get; } = [".svm", ".txt"];

    public bool HasColumns => false;

    public Table Read(TableFile file, string? target) => throw new InvalidOperationException($"{file.Path}: {Name} has no columns");

    public Dataset TryReadDataset(TableFile file, DatasetReaderOptions options)
    {
        (string name, string path) = file;
        if (options.Schema is not null)
        {
            throw new InvalidInputException($"schema: not for {path}, whose columns have no names; use it with .csv, .tsv or .arff");
        }
        var content = LibsvmFile.Load(path);
        if (content.Features == 0)
        {
            throw new InvalidInputException($"{path}: no row has a feature; use index:value");
        }
        string[] names = [.. Enumerable.Range(1, content.Features).Select(index => $"x{index}")];
        float[] values = Array.ConvertAll(content.Values, value => (float)value);
        if (options.Kind == TargetKind.Number)
        {
            return Dataset.ForRegression(name, path, values, [.. content.Labels.Select(label => (float)label)], names);
        }
        if (options.Kind == TargetKind.ClassSet)
        {
            throw new InvalidInputException($"{path}: LIBSVM files hold one number in front, and no set of classes; use .csv, .tsv or .arff");
        }
        // Equal numbers are one class, however they are written, such as +1 and 1.
        double[] classes = [.. content.Labels.Where(double.IsFinite).Distinct().Order()];
        int[] labels = [.. content.Labels.Select(label => double.IsNaN(label) ? Dataset.Unlabelled : Array.BinarySearch(classes, label))];
        string[] classNames = [.. classes.Select(value => value.ToString("R", CultureInfo.InvariantCulture))];
        return Dataset.ForClassification(name, path, values, labels, names, classNames);
    }
}
