using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;

namespace RlQuery.Core.Environments;

/// <summary>Opens the data sets that an environment names, and sees that no data, under whatever name, serves two purposes.</summary>
internal sealed class NamedSets(string folder, ITableFeaturizer? featurizer, EnvironmentFaults faults)
{
    private readonly Dictionary<string, (string Name, string Purpose)> _claims = [];
    private Catalog? _catalog;

    /// <summary>Opens sets by name or file; faults are collected.</summary>
    public IReadOnlyList<Dataset> Open(IReadOnlyList<string> names, string purpose)
    {
        var sets = new List<Dataset>();
        foreach (string name in names)
        {
            Collect(purpose, () =>
            {
                Dataset data = Open(name, out string origin);
                DatasetChecks.RequireEvaluable(data);
                Claim(name, purpose, origin, data.Hash);
                sets.Add(data);
            });
        }
        return sets;
    }

    /// <summary>Finds synthetic tasks by name; faults are collected.</summary>
    public IReadOnlyList<ISyntheticTask> Find(IReadOnlyList<string> names, string purpose)
    {
        var tasks = new List<ISyntheticTask>();
        foreach (string name in names)
        {
            Collect(purpose, () => tasks.Add(SyntheticCatalog.Find(name)));
        }
        return tasks;
    }

    private Dataset Open(string name, out string origin)
    {
        string file = Path.Combine(folder, name);
        if (File.Exists(file))
        {
            origin = Path.GetFullPath(file);
            return DatasetReader.Read(file, new DatasetReaderOptions { Featurizer = featurizer });
        }
        _catalog ??= Catalog.Load(EnvironmentsFolder.Locate(folder));
        if (!_catalog.Contains(name))
        {
            string hint = NearestName.Hint(name, [.. _catalog.Entries.Select(entry => entry.Name)]);
            throw new InvalidInputException($"'{name}' is neither a file in {folder} nor a bundled set{hint}");
        }
        origin = _catalog.Find(name).Origin;
        return _catalog.Open(name, featurizer);
    }

    private void Claim(string name, string purpose, params string[] identities)
    {
        foreach (string identity in identities)
        {
            // The same name twice is a fault of the file alone, which is found without opening data.
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
            faults.Add(e.Faults.Select(fault => $"{purpose}: {fault}"));
        }
    }
}
