using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Studies.Advice;

/// <summary>Reads a table to advise on.</summary>
public static class AdvisedTable
{
    /// <summary>The target of a table that has none: every column is a feature.</summary>
    public const string None = "none";

    /// <summary>Reads a table; what is wrong with it is added to the faults.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; the target may be <see cref="None"/>, and a featurizer is needed.</param>
    /// <param name="classes">Names of classes beside those of its labels.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>The table with all classes; null where something is wrong.</returns>
    public static Dataset? Read(string path, DatasetReaderOptions options, IReadOnlyList<string> classes, Faults faults)
    {
        faults.Once("class", classes);
        Dataset? data = faults.Collect(() => options.Target == None ? WithoutTarget(path, options) : DatasetReader.Read(path, options));
        if (data is null)
        {
            return null;
        }
        faults.Note(data.Notes);
        string[] all = [.. data.ClassNames.Union(classes)];
        if (data.Rows == 0)
        {
            faults.Add($"{path}: no rows; at least 1 is needed");
        }
        if (all.Length < 2)
        {
            string known = all.Length == 0 ? "no class is known" : $"only the class {all[0]} is known";
            faults.Add($"{path}: {known}; at least 2 are needed: give --class NAME for each, or name the column of labels by --target");
        }
        return data.Rows == 0 || all.Length < 2 ? null : data.WithClasses(all).WithNotes(data.Notes).EncodedBy(data.Encoders);
    }

    private static Dataset WithoutTarget(string path, DatasetReaderOptions options)
    {
        Table table = TableReader.Read(path, null, options.Parts, options.Header);
        if (table.Columns.Any(column => column.Name == None))
        {
            return DatasetReader.Read(path, options);
        }
        Table features = TableReader.Features(table, -1, options.Schema);
        FeaturizedTable numbers = options.Featurizer!.Featurize(features);
        int[] labels = [.. Enumerable.Repeat(Dataset.Unlabelled, table.Rows)];
        return Dataset.ForClassification(table.Name, table.Source, numbers.Values, labels, numbers.FeatureNames, [])
            .Weighted(numbers.Weights).EncodedBy(numbers.Encoders).WithNotes([.. features.Notes, .. numbers.Notes.Select(note => $"{table.Source}: {note}")]);
    }
}
