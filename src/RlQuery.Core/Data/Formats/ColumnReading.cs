using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Makes tables and data sets of a file that is read column by column.</summary>
internal static class ColumnReading
{
    /// <summary>All cells. The lines are the numbers of the rows, from 1.</summary>
    /// <exception cref="InvalidInputException">There are too many texts, or a column cannot be read.</exception>
    public static Table ToTable(IColumnSource source)
    {
        var columns = new List<TableColumn>();
        long texts = 0;
        for (int i = 0; i < source.Names.Count; i++)
        {
            columns.Add(source.ReadCells(i));
            texts += columns[i].Held is null ? source.Rows : 0;
            CellBudget.CheckTexts(source.File.Path, texts);
        }
        return ToTable(source, [.. columns]);
    }

    /// <summary>The data set that is made of <see cref="ToTable(IColumnSource)"/>, in the memory of its numbers.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">Task, target column and featurizer.</param>
    /// <returns>Null where the whole table is needed: with a schema, for texts and images, and where a featurizer is missing.</returns>
    /// <exception cref="InvalidInputException">The file cannot be used; a line for each fault.</exception>
    public static Dataset? TryReadDataset(IColumnSource source, DatasetReaderOptions options)
    {
        if (options.Schema is not null)
        {
            return null;
        }
        Table shape = ToTable(source, [.. source.Names.Select(name => new TableColumn(name, ColumnKind.Unknown, []))]);
        if (RegionColumns.Are(shape))
        {
            return null;
        }
        int target = TargetColumn.FindBesideFeatures(shape, options.Target);
        DenseSize.Check(source.File.Path, source.Rows, source.Names.Count - 1);
        var faults = new FaultList(source.File.Path);
        TableColumn answers = source.ReadCells(target);
        MissingCells.Tell(answers, faults);
        Func<FeaturizedTable, Dataset> complete = TargetCells.Read(shape, answers, options.Kind, faults);
        var blocks = new List<FeaturizedTable>();
        foreach (int column in Enumerable.Range(0, source.Names.Count).Where(column => column != target))
        {
            if (Featurize(source, column, options.Featurizer, shape, faults) is not { } block)
            {
                return null;
            }
            blocks.Add(block);
        }
        faults.ThrowIfAny();
        FeaturizedTable features = Join(blocks, source.File.Path, source.Rows);
        Dataset data = complete(features);
        return data.WithNotes([.. faults.Notes, .. features.Notes.Select(note => $"{source.File.Path}: {note}"), TargetSummary.Of(data)]);
    }

    /// <summary>The features of several columns side by side.</summary>
    /// <param name="blocks">The features of each column.</param>
    /// <param name="path">The file of the table, for faults.</param>
    /// <param name="rows">Number of rows.</param>
    /// <exception cref="InvalidInputException">There is none, or there are too many.</exception>
    public static FeaturizedTable Join(IReadOnlyList<FeaturizedTable> blocks, string path, int rows)
    {
        string[] names = [.. blocks.SelectMany(block => block.FeatureNames)];
        if (names.Length == 0)
        {
            throw new InvalidInputException($"{path}: every feature column is empty or holds a single text");
        }
        DenseSize.Check(path, rows, names.Length);
        float[] values = new float[rows * names.Length];
        int offset = 0;
        foreach (FeaturizedTable block in blocks)
        {
            int width = block.FeatureNames.Length;
            for (int row = 0; row < rows && width > 0; row++)
            {
                block.Values.AsSpan(row * width, width).CopyTo(values.AsSpan((row * names.Length) + offset));
            }
            offset += width;
        }
        return new FeaturizedTable(names, values) { Notes = [.. blocks.SelectMany(block => block.Notes)] };
    }

    private static Table ToTable(IColumnSource source, TableColumn[] columns) =>
        new(source.File.Name, source.File.Path, columns, [.. Enumerable.Range(1, source.Rows)]);

    // Null where the whole table is needed. What is faulty is not encoded.
    private static FeaturizedTable? Featurize(IColumnSource source, int column, ITableFeaturizer? featurizer, Table shape, FaultList faults)
    {
        string name = source.Names[column];
        if (source.ReadNumbers(column) is { } numbers && Array.TrueForAll(numbers.Values, float.IsFinite))
        {
            return new FeaturizedTable([name], numbers.Values) { Notes = [.. numbers.NotesOn(name)] };
        }
        TableColumn cells = source.ReadCells(column);
        MissingCells.Tell(cells, faults);
        cells = ColumnKinds.Resolve(cells, shape.Lines, faults);
        return faults.Any ? new FeaturizedTable([], [])
            : featurizer is null || cells.Kind is ColumnKind.Text or ColumnKind.Image ? null
            : featurizer.Featurize(shape with { Columns = [cells] });
    }
}
