using System.CommandLine;

namespace RlQuery.Cli;

/// <summary>A command of <c>rlquery</c> with examples for its help.</summary>
internal abstract class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
