using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Files;

/// <summary>Opens the data sets that an environment names, and checks that no data, under any name, serves two purposes.</summary>
/// <param name="folder">Where files are.</param>
/// <param name="task">What the sets are for.</param>
/// <param name="header">Whether the first row of files names their columns; null where the cells decide.</param>
/// <param name="parts">Where formats and synthetic tasks are found.</param>
/// <param name="featurizer">Encodes mixed tables; may be null.</param>
/// <param name="faults">Receives what is wrong.</param>
internal sealed class NamedSets(
    string folder, ITask task, bool? header, Parts parts, ITableFeaturizer? featurizer, EnvironmentFaults faults)
{
    private readonly Dictionary<string, (string Name, string Purpose)> _claims = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private Catalog? _catalog;

    /// <summary>
    /// Finds sets by name or file; faults are collected. Bundled ones, which the catalog describes, are read on first use.
    /// </summary>
    public Lazy<IReadOnlyList<Dataset>> Open(IReadOnlyList<string> names, string purpose)
    {
        var sets = new List<Func<Dataset>>();
        foreach (string name in names)
        {
            Collect(purpose, () => sets.Add(Find(name, purpose)));
        }
        return new Lazy<IReadOnlyList<Dataset>>(() => ReadAll(sets));
    }

    /// <summary>Finds synthetic tasks by name; faults are collected.</summary>
    public IReadOnlyList<ISyntheticTask> Find(IReadOnlyList<string> names, string purpose)
    {
        var tasks = new List<ISyntheticTask>();
        foreach (string name in names)
        {
            Collect(purpose, () => tasks.Add(FindSynthetic(name)));
        }
        return tasks;
    }

    private ISyntheticTask FindSynthetic(string name)
    {
        ISyntheticTask found = parts.FindSynthetic(name);
        return DatasetChecks.KindFault(name, found.Kind, task.Target, task.Name) is string fault ? throw new InvalidInputException(fault) : found;
    }

    private static Dataset[] ReadAll(List<Func<Dataset>> sets)
    {
        try
        {
            return [.. sets.AsParallel().AsOrdered().Select(read => read())];
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is InvalidInputException))
        {
            InvalidInputException[] all = [.. e.InnerExceptions.Cast<InvalidInputException>()];
            throw new InvalidInputException([.. all.SelectMany(inner => inner.Faults)]) { Notes = [.. all.SelectMany(inner => inner.Notes).Distinct()] };
        }
    }

    private Func<Dataset> Find(string name, string purpose)
    {
        string file = Path.Combine(folder, name);
        if (File.Exists(file))
        {
            var options = new DatasetReaderOptions { Kind = task.Target, Header = header, Parts = parts, Featurizer = featurizer };
            Dataset data = DatasetReader.Read(file, options).LabelledAlone();
            faults.Note(data.Notes);
            DatasetChecks.RequireEvaluable(data);
            Claim(name, purpose, Path.GetFullPath(file), data.Hash);
            return () => data;
        }
        Catalog catalog = _catalog ??= Catalog.Load(EnvironmentsFolder.Locate(folder));
        if (!catalog.Contains(name))
        {
            string hint = NearestName.Hint(name, [.. catalog.EntriesOf(task.Target).Select(entry => entry.Name)]);
            throw new InvalidInputException($"'{name}' is neither a file in {folder} nor a bundled set{hint}");
        }
        CatalogEntry entry = catalog.Find(name);
        if (DatasetChecks.KindFault(name, entry.Kind, task.Target, task.Name) is string fault)
        {
            throw new InvalidInputException(fault);
        }
        Claim(name, purpose, entry.Origin, entry.Hash);
        return () => catalog.Open(name, featurizer);
    }

    private void Claim(string name, string purpose, params string[] identities)
    {
        foreach (string identity in identities)
        {
            // A repeated name is a fault of the file itself, which is found without opening data.
            if (!_claims.TryAdd(identity, (name, purpose)) && _claims[identity] is var other && other.Purpose != purpose && other.Name != name)
            {
                throw new InvalidInputException($"'{name}' comes from the same data as '{other.Name}' in {other.Purpose}; a set may serve one purpose only");
            }
        }
    }

    private void Collect(string purpose, Action open)
    {
        try
        {
            open();
        }
        catch (InvalidInputException e)
        {
            faults.Note(e.Notes);
            // That there is no folder of bundled sets is told once, and not for each set.
            faults.Add(e.Faults.Where(_told.Add).Select(fault => $"{purpose}: {fault}"));
        }
    }
}
