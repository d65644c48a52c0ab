using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Environments.Files;

/// <summary>The faults of an environment file, each with the file and the line of its member.</summary>
/// <param name="path">The file.</param>
/// <param name="lines">Line of each member, by its path.</param>
internal sealed class EnvironmentFaults(string path, IReadOnlyDictionary<string, int> lines)
{
    private readonly List<string> _faults = [];
    private readonly List<string> _notes = [];

    /// <summary>What was noted of the files that it names, each line once.</summary>
    public IReadOnlyList<string> Notes => [.. _notes.Distinct()];

    /// <summary>Adds faults such as <c>budget: 0 is not allowed</c>.</summary>
    public void Add(IEnumerable<string> faults) => _faults.AddRange(faults.Select(Place));

    /// <summary>Adds a fault.</summary>
    public void Add(string fault) => _faults.Add(Place(fault));

    /// <summary>Adds what was noted of a file that it names.</summary>
    public void Note(IEnumerable<string> notes) => _notes.AddRange(notes);

    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidInputException(_faults) { Notes = Notes };
        }
    }

    private string Place(string fault)
    {
        string line = lines.TryGetValue(fault.Split(':')[0], out int number) ? $" line {number}" : "";
        return CellText.OneLine($"{path}{line}: {fault}");
    }
}
