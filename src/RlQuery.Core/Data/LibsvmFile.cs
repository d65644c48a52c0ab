using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>The content of a LIBSVM file: dense values and the raw target number of each row.</summary>
/// <remarks>
/// Format: LIBSVM's README, "label index:value ..." with increasing indices from 1; what is left out is 0, # starts a comment. The width
/// is the largest index that occurs. A row whose label is <c>?</c> or left out is unlabelled.
/// </remarks>
internal sealed class LibsvmFile
{
    private LibsvmFile(int features, double[] values, double[] labels)
    {
        Features = features;
        Values = values;
        Labels = labels;
    }

    /// <summary>Number of rows.</summary>
    public int Rows => Labels.Length;

    /// <summary>Number of features: the largest index.</summary>
    public int Features { get; }

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
        var entries = new List<(int Row, int Index, double Value)>();
        var labels = new List<double>();
        using var reader = new StringReader(TextFile.Read(path));
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
        DenseSize.Check(path, labels.Count, width);
        double[] values = new double[labels.Count * width];
        foreach ((int row, int index, double value) in entries)
        {
            values[(row * width) + index - 1] = value;
        }
        return new LibsvmFile(width, values, [.. labels]);
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
