using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Episodes;

/// <summary>
/// One problem for all strategies of a data set and seed, as long as they fit into a bounded memory; beyond it each strategy makes its own, which is the
/// same.
/// </summary>
/// <remarks>A problem is dropped after its last use. Thread-safe.</remarks>
/// <param name="create">Makes a problem of a data set and a seed.</param>
/// <param name="uses">How often a problem will be used.</param>
/// <param name="mostValues">Most feature values of the data sets whose problems are kept.</param>
internal sealed class SharedProblems(Func<Dataset, ulong, Problem> create, Func<string, ulong, int> uses, long mostValues)
{
    private readonly Dictionary<(string Data, ulong Seed), Entry> _entries = [];
    private readonly Lock _gate = new();
    private long _kept;

    /// <summary>Number of kept problems.</summary>
    public int Kept
    {
        get
        {
            lock (_gate)
            {
                return _entries.Values.Count(entry => entry.Problem is not null);
            }
        }
    }

    /// <summary>The problem of a data set and a seed.</summary>
    /// <param name="data">The data set; its name is unique.</param>
    /// <param name="seed">Seed of the split.</param>
    public Problem Take(Dataset data, ulong seed)
    {
        Lazy<Problem>? problem;
        lock (_gate)
        {
            Entry entry = Find(data, seed);
            problem = entry.Problem;
            if (--entry.Left == 0)
            {
                _entries.Remove((data.Name, seed));
                _kept -= problem is null ? 0 : data.Values.Length;
            }
        }
        return problem?.Value ?? create(data, seed);
    }

    private Entry Find(Dataset data, ulong seed)
    {
        if (!_entries.TryGetValue((data.Name, seed), out Entry? entry))
        {
            int left = uses(data.Name, seed);
            bool keep = left > 1 && _kept + data.Values.Length <= mostValues;
            entry = new Entry(keep ? new Lazy<Problem>(() => create(data, seed)) : null, left);
            _entries.Add((data.Name, seed), entry);
            _kept += keep ? data.Values.Length : 0;
        }
        return entry;
    }

    private sealed class Entry(Lazy<Problem>? problem, int left)
    {
        public Lazy<Problem>? Problem => problem;

        public int Left { get; set; } = left;
    }
}
