using System.Globalization;
using System.Text.RegularExpressions;

namespace RlQuery.Core.Data.Formats;

/// <summary>LIBSVM, which has only numbers and no column names.</summary>
internal sealed partial class LibsvmFormat : ITableFormat
{
    private const int Sample = 20;

    public string Name => "libsvm";

    public string Description => "LIBSVM's \"label index:value ...\"";

    public IReadOnlyList<string> Extensions { get; } = [".svm", ".txt"];

    public bool HasColumns => false;

    public bool Recognizes(string beginning) => IsBeginning(beginning);

    /// <summary>Whether most of the first lines hold an index with a value.</summary>
    public static bool IsBeginning(string beginning)
    {
        string[] lines = [.. beginning.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Take(Sample)];
        return 2 * lines.Count(line => IndexAndValue().IsMatch(line)) > lines.Length;
    }

    public Table Read(TableFile file, string? target) => throw new InvalidOperationException($"{file.Path}: {Name} has no columns");

    public Dataset TryReadDataset(TableFile file, DatasetReaderOptions options)
    {
        (string name, string path) = file;
        if (options.Schema is not null)
        {
            throw new InvalidInputException($"schema: not for {path}, whose columns have no names; use it with CSV or ARFF");
        }
        var content = LibsvmFile.Load(path);
        if (content.Features == 0)
        {
            throw new InvalidInputException($"{path}: no row has a feature; use index:value");
        }
        string[] names = [.. content.Indices.Select(index => $"x{index}")];
        (float[] values, string[] notes) = ToSingle(content, names, path);
        notes = content.Features == content.Width ? notes
            : [.. notes, $"{path}: of {content.Width} columns {content.Features} occur; the others are 0 in every row and are left out"];
        if (options.Kind == TargetKind.Number)
        {
            var numbers = Dataset.ForRegression(name, path, values, [.. content.Labels.Select(label => (float)label)], names);
            return numbers.WithNotes([.. notes, TargetSummary.Of(numbers)]);
        }
        if (options.Kind == TargetKind.ClassSet)
        {
            throw new InvalidInputException($"{path}: LIBSVM files hold one number in front, and no set of classes; use CSV or ARFF");
        }
        // Equal numbers are one class, however they are written, such as +1 and 1.
        double[] classes = [.. content.Labels.Where(double.IsFinite).Distinct().Order()];
        int[] labels = [.. content.Labels.Select(label => double.IsNaN(label) ? Dataset.Unlabelled : Array.BinarySearch(classes, label))];
        string[] classNames = [.. classes.Select(value => value.ToString("R", CultureInfo.InvariantCulture))];
        var data = Dataset.ForClassification(name, path, values, labels, names, classNames);
        return data.WithNotes([.. notes, TargetSummary.Of(data)]);
    }

    private static (float[] Values, string[] Notes) ToSingle(LibsvmFile content, string[] names, string path)
    {
        float[] values = new float[content.Values.Length];
        var notes = new List<string>();
        double[] column = new double[content.Rows];
        for (int feature = 0; feature < names.Length; feature++)
        {
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = content.Values[(row * names.Length) + feature];
            }
            SingleColumn single = SinglePrecision.Of(column);
            for (int row = 0; row < column.Length; row++)
            {
                values[(row * names.Length) + feature] = single.Values[row];
            }
            notes.AddRange(single.NotesOn(names[feature]).Select(note => $"{path}: {note}"));
        }
        return (values, [.. notes]);
    }

    [GeneratedRegex(@"(^|\s)\d+:[^\s,;:]+($|\s)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IndexAndValue();
}
