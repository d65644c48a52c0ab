namespace RlQuery.Core;

/// <summary>
/// Input from outside (a file, an option, a policy) that cannot be used. Each fault is one line that names the thing,
/// its value and what is allowed: <c>budget: 0 is not allowed; use 1..100000</c>.
/// </summary>
/// <remarks>
/// What a fault quotes is cut by <see cref="MessageText"/>. The command prints the faults on standard error and exits with 2; nothing on disk has changed.
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
}
