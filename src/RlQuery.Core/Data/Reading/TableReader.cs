using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Reading;

/// <summary>Reads the cells of a table as they are in its file, to be shown to annotators.</summary>
public static class TableReader
{
    /// <summary>Reads a file of named columns, such as CSV, TSV or ARFF, also gzipped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target"> What will be asked of <see cref="FindTarget"/>: if the first line of a CSV file holds this name, it is the header.
    /// Null where nothing is known.
    /// </param>
    /// <param name="parts">Where formats are found; null for those of this library.</param>
    /// <param name="header">Whether the first row of a CSV file names the columns; null where the cells decide.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or is of a format without columns of text.</exception>
    public static Table Read(string path, string? target = null, Parts? parts = null, bool? header = null)
    {
        (ITableFormat format, TableFile file) = TableFormats.Of(path, parts, columns: true, header);
        return format.Read(file, target);
    }

    /// <summary>The column that a target names.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">Name or index, as in <see cref="DatasetReaderOptions.Target"/>; null for the last.</param>
    /// <returns>Its index.</returns>
    /// <exception cref="InvalidInputException">There is no such column.</exception>
    public static int FindTarget(Table table, string? target) =>
        InvalidInputException.After(table.Notes, () => TargetColumn.Find(table, target));

    /// <summary>The feature columns of a table, each with its kind; ignored columns are left out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The target column; see <see cref="FindTarget"/>. -1 where there is none.</param>
    /// <param name="schema">The known kinds of columns; null to infer them from the cells.</param>
    /// <exception cref="InvalidInputException">A cell or the schema does not fit; a line for each fault, ten at most and how many more.</exception>
    public static Table Features(Table table, int target, TableSchema? schema = null)
    {
        var faults = new FaultList(table.Source);
        return InvalidInputException.After(table.Notes, () =>
        {
            Table features = Features(table, target, schema, faults);
            faults.ThrowIfAny();
            return features with { Notes = [.. features.Notes, .. faults.Notes] };
        });
    }

    /// <summary>What a target holds: which classes look alike, and all classes with their counts, or the range of measured numbers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The target column; see <see cref="FindTarget"/>.</param>
    /// <param name="schema">What the table's schema says of missing cells and of classes; null for nothing.</param>
    /// <returns>A line each.</returns>
    /// <exception cref="InvalidInputException">The schema does not fit.</exception>
    public static IReadOnlyList<string> DescribeTarget(Table table, int target, TableSchema? schema = null)
    {
        TableColumn answers = (schema?.Apply(table, target) ?? table).Columns[target];
        // Whether a cell can be learned from depends on the task, which is not known here.
        var notes = new FaultList(table.Source);
        Dataset Read(TableColumn column)
        {
            (int[] labels, string[] classes) = TargetCells.ToClasses(column, table.Lines, notes);
            return Dataset.ForClassification(table.Name, table.Source, new float[labels.Length], labels, ["-"], classes);
        }
        return Read(answers.WithPoints()) is var numbers && DatasetChecks.LooksMeasured(numbers)
            ? [TargetSummary.OfMeasured(numbers)] : [TargetSummary.Of(Read(answers)), .. notes.Notes.Distinct()];
    }

    /// <summary>The same with faults gathered.</summary>
    internal static Table Features(Table table, int target, TableSchema? schema, FaultList faults)
    {
        Table told = schema?.Apply(table, target) ?? table;
        bool IsUsed(TableColumn column) => IsFeature(column) && !RegionColumns.Has(table, column.Name);
        TableColumn[] used = [.. told.Columns.Where((column, i) => i != target && IsUsed(column))];
        if (used.Length == 0 && told.Columns.Count > 1)
        {
            faults.Add("every column is ignored; features are needed beside the target");
        }
        foreach (TableColumn column in told.Columns.Where(IsUsed))
        {
            MissingCells.Tell(column, faults);
        }
        return told with { Columns = [.. used.Select(column => ColumnKinds.Resolve(column, table.Lines, faults))] };
    }

    private static bool IsFeature(TableColumn column) => column.Kind is not (ColumnKind.Ignored or ColumnKind.Weight or ColumnKind.Cost);
}
