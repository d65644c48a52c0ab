namespace RlQuery.Core.Data.Text;

/// <summary>Collects the faults of one file, so that all are reported at once, and notes on what was decided while it was read.</summary>
/// <param name="source">The file, which begins every line.</param>
internal sealed class FaultList(string source)
{
    private const int Shown = 10;

    private readonly List<string> _faults = [];
    private readonly List<string> _notes = [];
    private int _count;

    /// <summary>What a person should know of how the file was read, a line each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The file.</summary>
    public string Source => source;

    /// <summary>Whether there is any.</summary>
    public bool Any => _count > 0;

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">What is wrong, and what is allowed.</param>
    public void Add(string fault)
    {
        if (_count++ < Shown)
        {
            _faults.Add(CellText.OneLine($"{source}: {fault}"));
        }
    }

    /// <summary>Adds the fault of a line.</summary>
    /// <param name="line">1-based line of the file.</param>
    /// <param name="fault">What is wrong, and what is allowed.</param>
    public void Add(int line, string fault) => Add($"line {line}: {fault}");

    /// <summary>Adds the fault of a cell.</summary>
    /// <param name="line">1-based line of the file.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="fault">What is wrong, and what is allowed.</param>
    public void Add(int line, string column, string fault) => Add($"line {line}, column {MessageText.Quote(column)}: {fault}");

    /// <summary>Adds a note.</summary>
    /// <param name="note">What was decided, and how to have it otherwise.</param>
    public void Note(string note) => _notes.Add(CellText.OneLine($"{source}: {note}"));

    /// <summary>Ends the reading of a file that has faults.</summary>
    /// <exception cref="InvalidInputException">There are faults: the first ten, and how many more; with the notes.</exception>
    public void ThrowIfAny()
    {
        if (_count > 0)
        {
            throw new InvalidInputException(_count > Shown ? [.. _faults, $"... and {_count - Shown} more"] : _faults) { Notes = [.. _notes] };
        }
    }
}
