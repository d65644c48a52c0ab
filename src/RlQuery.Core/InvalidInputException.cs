namespace RlQuery.Core;

/// <summary>
/// Input from outside (a file, an option, a policy) that cannot be used. Each fault is one line that names the thing,
/// its value and what is allowed: <c>budget: 0 is not allowed; use 1..100000</c>.
/// </summary>
/// <remarks>
/// What a fault quotes is cut by <see cref="MessageText"/>. The command prints the notes and the faults on standard error and exits with 2; nothing on disk has
/// changed.
/// </remarks>
public sealed class InvalidInputException : Exception
{
    /// <summary>Creates the exception with one fault.</summary>
    /// <param name="fault">One line that names the thing, its value and what is allowed.</param>
    public InvalidInputException(string fault)
        : this([fault])
    {
    }

    /// <summary>Creates the exception with all faults that were found, a line each.</summary>
    /// <param name="faults">At least one fault.</param>
    public InvalidInputException(IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults.Select(MessageText.Shorten)))
    {
        Faults = [.. faults.Select(MessageText.Shorten)];
    }

    /// <summary>Every fault, a line each.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>What was decided while files were read, up to the faults, a line each: it may be why they are there.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Does something with a file, and adds to its faults what was noted of the file before.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="attempt">What is done.</param>
    internal static T After<T>(IReadOnlyList<string> notes, Func<T> attempt)
    {
        try
        {
            return attempt();
        }
        catch (InvalidInputException refused) when (notes.Count > 0)
        {
            throw new InvalidInputException(refused.Faults) { Notes = [.. notes.Union(refused.Notes)] };
        }
    }
}
