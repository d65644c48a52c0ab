using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Tasks;
using RlQuery.MicrosoftML;

namespace RlQuery.Studies.Inputs;

/// <summary>Data sets by name.</summary>
public static class DataSets
{
    /// <summary>Opens files, and bundled sets by name; what cannot be used is added to the faults. Rows without a label are left out.</summary>
    /// <param name="names">Files or names.</param>
    /// <param name="target">Target column of the files; null for the last.</param>
    /// <param name="schema">Schema file of the files; null where their cells decide.</param>
    /// <param name="header">Whether the first row of a file names the columns; null where its cells decide.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="task">What they are for.</param>
    /// <param name="parts">Where formats are found.</param>
    /// <param name="featurizer">Makes tables numeric.</param>
    public static IReadOnlyList<Dataset> Open(
        IReadOnlyList<string> names, string? target, string? schema, bool? header, Faults faults, ITask task, Parts parts, ITableFeaturizer featurizer)
    {
        TableSchema? known = ReadSchema(schema, faults);
        var options = new DatasetReaderOptions
        {
            Kind = task.Target,
            Target = target,
            Header = header,
            Schema = known,
            Parts = parts,
            Featurizer = featurizer,
        };
        Dataset?[] opened = [.. names.Select(name => faults.Collect(() => IsFile(name)
            ? DatasetReader.Read(name, options)
            : Bundled(name, task, featurizer)))];
        Dataset[] sets = [.. opened.OfType<Dataset>().Select(set => faults.Collect(set.LabelledAlone)).OfType<Dataset>()];
        foreach (Dataset set in sets)
        {
            faults.Note(set.Notes);
            foreach (string fault in DatasetChecks.FaultsForEvaluation(set))
            {
                faults.Add(fault);
            }
        }
        foreach (string name in sets.Select(set => set.Name).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            faults.Add($"data: two sets are named '{name}'; results are told apart by file name, so rename one");
        }
        return sets;
    }

    /// <summary>Reads a schema file; what is wrong with it is added to the faults.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>The schema; null where no file is named, or it cannot be used.</returns>
    public static TableSchema? ReadSchema(string? path, Faults faults) => path is null ? null : faults.Collect(() => TableSchema.Read(path));

    private static Dataset Bundled(string name, ITask task, ITableFeaturizer featurizer)
    {
        var catalog = Catalog.Load();
        return DatasetChecks.KindFault(name, catalog.Find(name).Kind, task.Target, task.Name) is string fault
            ? throw new InvalidInputException($"data: {fault}")
            : catalog.Open(name, featurizer);
    }

    /// <summary>Anything that looks like a path is a file, so that a misspelt path, or a folder, is not mistaken for a bundled set.</summary>
    private static bool IsFile(string name) =>
        File.Exists(name)
        || (Directory.Exists(name) && !Catalog.Load().Contains(name))
        || name.Contains('.', StringComparison.Ordinal)
        || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
