using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;

namespace RlQuery.Core.Environments;

/// <summary>Opens the data sets that an environment names, and sees that no data, under whatever name, serves two purposes.</summary>
internal sealed class NamedSets(string folder, ITableFeaturizer? featurizer)
{
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _purposes = [];
    private Catalog? _catalog;

    /// <summary>Opens sets by name or file; faults are collected.</summary>
    public IReadOnlyList<Dataset> Open(IReadOnlyList<string> names, string purpose)
    {
        var sets = new List<Dataset>();
        foreach (string name in names)
        {
            try
            {
                Dataset data = Open(name, out string origin);
                _faults.AddRange(DatasetChecks.FaultsForEvaluation(data));
                Claim(name, origin, purpose);
                Claim(name, data.Hash, purpose);
                sets.Add(data);
            }
            catch (InvalidInputException e)
            {
                _faults.AddRange(e.Faults);
            }
        }
        return sets;
    }

    /// <summary>Finds synthetic tasks by name; faults are collected.</summary>
    public IReadOnlyList<ISyntheticTask> Find(IReadOnlyList<string> names)
    {
        var tasks = new List<ISyntheticTask>();
        foreach (string name in names)
        {
            try
            {
                tasks.Add(SyntheticCatalog.Find(name));
            }
            catch (InvalidInputException e)
            {
                _faults.AddRange(e.Faults);
            }
        }
        return tasks;
    }

    public void ThrowFaults(string path)
    {
        if (_faults.Count > 0)
        {
            throw new InvalidInputException([.. _faults.Select(fault => $"{path}: {fault}")]);
        }
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
        origin = _catalog.Find(name).Origin;
        return _catalog.Open(name, featurizer);
    }

    private void Claim(string name, string identity, string purpose)
    {
        if (!_purposes.TryAdd(identity, purpose) && _purposes[identity] != purpose)
        {
            _faults.Add($"{purpose}: '{name}' comes from the same data as a set of {_purposes[identity]}; a set may serve one purpose only");
        }
    }
}
