using System.Globalization;
using RlQuery.Core;

namespace RlQuery.Cli;

/// <summary>Gathers all faults of a command's input, so that they are told at once.</summary>
internal sealed class Faults
{
    private readonly List<string> _faults = [];

    public void Add(string fault) => _faults.Add(fault);

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

    /// <summary>Adds all of them to others.</summary>
    /// <param name="others">The others.</param>
    /// <param name="place">What each of them then begins with.</param>
    public void AddTo(Faults others, string place) => others._faults.AddRange(_faults.Select(fault => place + fault));

    /// <summary>Does something that may throw faults of its own.</summary>
    /// <returns>What it gave; the default value if it was refused.</returns>
    public T? Collect<T>(Func<T> attempt)
    {
        try
        {
            return attempt();
        }
        catch (InvalidInputException refused)
        {
            _faults.AddRange(refused.Faults);
            return default;
        }
    }

    /// <summary>A whole number from an option's text.</summary>
    /// <returns>The number; the fallback if the option was not given, or not allowed.</returns>
    public int Integer(string name, string? text, int low, int high, int fallback)
    {
        if (text is null)
        {
            return fallback;
        }
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= low && value <= high)
        {
            return value;
        }
        Add($"{name}: {text} is not allowed; use {low}..{high}");
        return fallback;
    }

    /// <summary>A number above zero from an option's text.</summary>
    /// <returns>The number; null if the option was not given, or not allowed.</returns>
    public double? Positive(string name, string? text, double high)
    {
        if (text is null)
        {
            return null;
        }
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && value <= high)
        {
            return value;
        }
        Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {text} is not allowed; use more than 0, at most {high}"));
        return null;
    }

    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidInputException(_faults);
        }
    }
}
