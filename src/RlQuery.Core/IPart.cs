namespace RlQuery.Core;

/// <summary>Something that files and commands choose by name: a signal, a strategy, a learner, a reward and so on.</summary>
/// <remarks>
/// Its kind is the interface, or the base class, that carries <see cref="PartKindAttribute"/>. Stateless: several threads use one part at once.
/// </remarks>
public interface IPart
{
    /// <summary>Name in files and on the command line, in kebab case, or that of the file that it writes; no other part of its kind has it.</summary>
    string Name { get; }

    /// <summary>What it is, in one line.</summary>
    string Description { get; }

    /// <summary>Other names by which it is found, such as those of older versions.</summary>
    /// <value>Default: none.</value>
    IReadOnlyList<string> Aliases => [];
}
