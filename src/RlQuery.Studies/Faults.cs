using RlQuery.Core;

namespace RlQuery.Studies;

/// <summary>Collects all faults of a study's options, so that they are reported at once.</summary>
public sealed class Faults
{
    private readonly List<string> _faults = [];
    private readonly List<string> _notes = [];

    /// <summary>All of them so far.</summary>
    internal IReadOnlyList<string> All => _faults;

    /// <summary>Adds a fault: one line that names the thing, its value and what is allowed.</summary>
    /// <param name="fault">The line.</param>
    public void Add(string fault) => _faults.Add(fault);

    /// <summary>Adds what was noted while files were read, which is told with the faults.</summary>
    /// <param name="notes">A line each.</param>
    public void Note(IEnumerable<string> notes) => _notes.AddRange(notes);

    /// <summary>Adds what is given more than once.</summary>
    /// <param name="option">Name of the option.</param>
    /// <param name="given">What was given.</param>
    public void Once(string option, IEnumerable<string> given)
    {
        foreach (string name in given.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            Add($"{option}: '{name}' is given twice; name each once");
        }
    }

    /// <summary>Adds a number that is outside its limits.</summary>
    /// <param name="option">Name of the option.</param>
    /// <param name="value">The number; null where none was given.</param>
    /// <param name="limits">What is allowed.</param>
    /// <param name="usual">The default, if none was given or it is not allowed.</param>
    /// <returns>The number, or the default.</returns>
    public int Within(string option, int? value, Limits limits, int usual)
    {
        if (value is not int given || limits.Hold(given))
        {
            return value ?? usual;
        }
        Add(FormattableString.Invariant($"{option}: {given} is not allowed; use {limits}"));
        return usual;
    }

    /// <summary>Adds all of them to others.</summary>
    /// <param name="others">The others.</param>
    /// <param name="place">The prefix of each of them.</param>
    public void AddTo(Faults others, string place)
    {
        others.Note(_notes);
        others._faults.AddRange(_faults.Select(fault => place + fault));
    }

    /// <summary>Runs something that may throw faults.</summary>
    /// <param name="attempt">What is done.</param>
    /// <returns>Its result; the default value if it was refused.</returns>
    public T? Collect<T>(Func<T> attempt)
    {
        try
        {
            return attempt();
        }
        catch (InvalidInputException refused)
        {
            Note(refused.Notes);
            _faults.AddRange(refused.Faults);
            return default;
        }
    }

    /// <summary>Tells of all of them.</summary>
    /// <exception cref="InvalidInputException">There are some.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidInputException(_faults) { Notes = [.. _notes.Distinct()] };
        }
    }
}
