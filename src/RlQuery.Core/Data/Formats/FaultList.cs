namespace RlQuery.Core.Data.Formats;

/// <summary>Collects the faults of one file, so that all are reported at once.</summary>
internal sealed class FaultList(string source)
{
    private const int Shown = 10;

    private readonly List<string> _faults = [];
    private int _count;

    public bool Any => _count > 0;

    public void Add(string fault)
    {
        if (_count++ < Shown)
        {
            _faults.Add($"{source}: {fault}");
        }
    }

    public void Add(int line, string fault) => Add($"line {line}: {fault}");

    public void Add(int line, string column, string fault) => Add($"line {line}, column {column}: {fault}");

    /// <exception cref="InvalidInputException">There are faults: the first ten, and how many more.</exception>
    public void ThrowIfAny()
    {
        if (_count > 0)
        {
            throw new InvalidInputException(_count > Shown ? [.. _faults, $"... and {_count - Shown} more"] : _faults);
        }
    }
}
