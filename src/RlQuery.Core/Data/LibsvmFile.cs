using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>The content of a LIBSVM file: dense values and the raw target number of each row.</summary>
/// <remarks>
/// Format: LIBSVM's README, "label index:value ..." with increasing indices from 1; what is left out is 0, # starts a comment. The width
/// is the largest index that occurs. A row whose label is <c>?</c> or left out is unlabelled. Where less than one value in a hundred is written, as with hashed
/// words, only columns that occur are features: memory goes with what is in the file, and not with its largest index.
/// </remarks>
internal sealed class LibsvmFile
{
    private const long FewestSparse = 1_000_000;
    private const long SparseShare = 100;

    private LibsvmFile(int width, int[] indices, double[] values, double[] labels)
    {
        Width = width;
        Indices = indices;
        Values = values;
        Labels = labels;
    }

    /// <summary>Number of rows.</summary>
    public int Rows => Labels.Length;

    /// <summary>The largest index.</summary>
    public int Width { get; }

    /// <summary>The index of each feature, ascending.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>Number of features: the largest index, or the number of different ones where few values are written.</summary>
    public int Features => Indices.Count;

    /// <summary>Row-major values [rows x features], finite in single precision too.</summary>
    public double[] Values { get; }

    /// <summary>The target number of each row, NaN if there is none.</summary>
    public double[] Labels { get; }

    /// <summary>Reads a file, unpacking it where its name ends in .gz.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">Missing, damaged, faulty (a line for each fault) or too large to be dense.</exception>
    public static LibsvmFile Load(string path)
    {
        var faults = new FaultList(path);
        string whole = TextFile.Read(path);
        CellBudget.Check(path, whole, ':');
        // As long as they will be: lists that double would need three times the memory.
        var entries = new List<(int Row, int Index, double Value)>(whole.AsSpan().Count(':'));
        var labels = new List<double>();
        using var reader = new StringReader(whole);
        int width = 0;
        for (int line = 1; reader.ReadLine() is { } content; line++)
        {
            ReadOnlySpan<char> text = content.AsSpan();
            int comment = text.IndexOf('#');
            text = (comment < 0 ? text : text[..comment]).Trim();
            if (!text.IsEmpty)
            {
                width = Math.Max(width, ReadRow(text.ToString(), line, labels, entries, faults));
            }
        }
        faults.ThrowIfAny();
        if (labels.Count == 0)
        {
            throw new InvalidInputException($"{path}: no rows");
        }
        bool isSparse = (long)labels.Count * width > FewestSparse + (SparseShare * (entries.Count + labels.Count));
        int[] indices = isSparse ? [.. entries.Select(entry => entry.Index).Distinct().Order()] : [];
        int features = isSparse ? indices.Length : width;
        DenseSize.Check(path, labels.Count, features);
        indices = isSparse ? indices : [.. Enumerable.Range(1, width)];
        double[] values = new double[labels.Count * features];
        foreach ((int row, int index, double value) in entries)
        {
            int feature = isSparse ? Array.BinarySearch(indices, index) : index - 1;
            values[(row * features) + feature] = value;
        }
        return new LibsvmFile(width, indices, values, [.. labels]);
    }

    private static int ReadRow(
        string text, int line, List<double> labels, List<(int Row, int Index, double Value)> entries, FaultList faults)
    {
        string[] tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool labelled = !tokens[0].Contains(':');
        int row = labels.Count;
        labels.Add(labelled ? ReadLabel(tokens[0], line, faults) : double.NaN);
        int last = 0;
        foreach (string token in tokens.AsSpan(labelled ? 1 : 0))
        {
            int colon = token.IndexOf(':');
            if (colon < 0)
            {
                faults.Add(line, $"{CellText.Show(token)} is not allowed; use index:value");
                continue;
            }
            if (!int.TryParse(token.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index <= last)
            {
                faults.Add(line, $"index {CellText.Show(token[..colon])} is not allowed; indices start at 1 and increase along the row");
                continue;
            }
            string cell = token[(colon + 1)..];
            last = index;
            if (CellText.FaultOf(cell, out _) is { } fault)
            {
                faults.Add(line, $"x{index}", fault);
                continue;
            }
            DenseSize.Check(faults.Source, 1, entries.Count + 1);
            entries.Add((row, index, double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture)));
        }
        return last;
    }

    private static double ReadLabel(string token, int line, FaultList faults)
    {
        if (CellText.IsMissing(token))
        {
            return double.NaN;
        }
        if (CellText.FaultOf(token, out _) is { } fault)
        {
            faults.Add(line, $"label {fault}");
        }
        return double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double label) ? label : double.NaN;
    }
}
