using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Reading;

/// <summary>Reads data sets from files: CSV, TSV, ARFF, LIBSVM, NumPy's arrays, and the formats of added parts such as Parquet; each also gzipped.</summary>
/// <remarks>
/// <para>An empty cell, <c>?</c> and <c>NA</c> are missing. Rows keep their order, so row i of the data set is the i-th row of the file. A row whose
/// target is missing is unlabelled; <see cref="DatasetChecks"/> refuses such rows where labels are needed.</para>
/// <para>What was decided while a file was read, and could surprise, is in <see cref="Dataset.Notes"/>. FORMATS.md says for each format what is read,
/// inferred, noted and refused.</para>
/// </remarks>
public static class DatasetReader
{
    /// <summary>Reads a file, choosing the format by its extension.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Task, target column and featurizer; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The file cannot be used; a line for each fault, ten at most and how many more.</exception>
    public static Dataset Read(string path, DatasetReaderOptions? options = null)
    {
        options ??= new DatasetReaderOptions();
        (ITableFormat format, TableFile file) = TableFormats.Of(path, options.Parts, columns: false, options.Header);
        // Numbers alone are read without their table, which linking needs.
        Dataset? numbers = options.Featurizer is LinkingFeaturizer && format.HasColumns ? null : format.TryReadDataset(file, options);
        return numbers ?? FromTable(format.Read(file, options.Target), options);
    }

    /// <summary>Makes a table's features and target numeric.</summary>
    /// <param name="table">A table as it was read.</param>
    /// <param name="options">Task, target column and featurizer.</param>
    /// <exception cref="InvalidInputException">The table cannot be used; a line for each fault, ten at most and how many more.</exception>
    public static Dataset FromTable(Table table, DatasetReaderOptions options) => InvalidInputException.After(table.Notes, () => Convert(table, options));

    private static Dataset Convert(Table table, DatasetReaderOptions options)
    {
        int target = TargetColumn.FindBesideFeatures(table, options.Target);
        var faults = new FaultList(table.Source);
        Table told = options.Schema?.Apply(table, target) ?? table;
        int source = -1;
        if (options.Kind == TargetKind.Text)
        {
            told = SentenceCells.WithSource(told, target, faults, out source);
            faults.ThrowIfAny();
        }
        Table columns = TableReader.Features(told, target, null, faults);
        bool isClass = options.Kind == TargetKind.Class;
        TableColumn answers = isClass ? RegionColumns.Declare(table, told.Columns[target]) : told.Columns[target];
        Func<FeaturizedTable, Dataset> complete = source >= 0
            ? SentenceCells.Read(table, told.Columns[source], answers) : TargetCells.Read(table, answers, options.Kind, faults);
        Func<Dataset, Dataset> regions = isClass ? RegionColumns.Read(table, faults) : data => data;
        double[]? weights = LabelWeights.Read(told, faults);
        double[]? costs = ItemCosts.Read(told, options.Schema, faults);
        if (costs is not null && options.Kind == TargetKind.Text)
        {
            faults.Add("costs of answers are not allowed where texts are answered, which are paid by their words; leave them out");
        }
        faults.ThrowIfAny();
        FeaturizedTable features = InvalidInputException.After(faults.Notes, () => ToNumbers(columns, options.Featurizer));
        Dataset numbers = complete(features).Weighted(features.Weights).EncodedBy(features.Encoders).WithViews(features.Views).Counting(weights)
            .Costing(costs, options.Schema?.CostsAreKnown == false).Linked(features.Links);
        Dataset data = regions(numbers);
        ItemCosts.CheckAnswered(data, table);
        return data.WithNotes([.. table.Notes, .. faults.Notes, .. features.Notes.Select(note => $"{table.Source}: {note}"), TargetSummary.Of(data)]);
    }

    private static FeaturizedTable ToNumbers(Table features, ITableFeaturizer? featurizer)
    {
        if (featurizer is LinkingFeaturizer linking)
        {
            return linking.Link(features, rest => ToNumbers(rest, linking.Numbers));
        }
        if (!features.Columns.All(IsComplete))
        {
            FeaturizedTable featurized = (featurizer ?? throw NeedsFeaturizer(features)).Featurize(features);
            return featurized.FeatureNames.Length > 0
                ? featurized
                : throw new InvalidInputException($"{features.Source}: every feature column is empty or holds a single text");
        }
        int width = features.Columns.Count;
        DenseSize.Check(features.Source, features.Rows, width);
        float[] values = new float[features.Rows * width];
        var notes = new List<string>();
        for (int first = 0; first < width; first += RowMajor.Together)
        {
            TableColumn[] some = [.. features.Columns.Skip(first).Take(RowMajor.Together)];
            SingleColumn[] singles = new SingleColumn[some.Length];
            Parallel.For(0, some.Length, column => singles[column] = SinglePrecision.Of(some[column]));
            RowMajor.Fill(values, width, first, Array.ConvertAll(singles, single => single.Values));
            notes.AddRange(some.SelectMany((column, i) => singles[i].NotesOn(column.Name)));
        }
        return new FeaturizedTable([.. features.Columns.Select(column => column.Name)], values) { Notes = notes };
    }

    private static bool IsComplete(TableColumn column) => column.Kind == ColumnKind.Numeric && !column.HasMissing;

    private static InvalidInputException NeedsFeaturizer(Table features)
    {
        var faults = new List<string>();
        foreach (TableColumn column in features.Columns.Where(column => !IsComplete(column)))
        {
            int missing = column.CountMissing();
            faults.Add($"{column.Name} ({(column.Kind == ColumnKind.Numeric ? $"{missing} missing" : "text")})");
        }
        return new InvalidInputException(
            $"{features.Source}: only numbers can be read without a featurizer (RlQuery.MicrosoftML has MixedTableFeaturizer); "
            + $"these columns need one: {string.Join(", ", faults)}");
    }
}
