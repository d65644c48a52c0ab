using RlQuery.Core.Data;

namespace RlQuery.Core.Environments;

/// <summary>What an evaluation takes from an environment, whatever its task: its name, its protocol and the sets that it reports on.</summary>
public interface IEvaluationEnvironment
{
    /// <summary>Name of the file without its extension.</summary>
    string Name { get; }

    /// <summary>SHA-256 of the file.</summary>
    string Hash { get; }

    /// <summary>What the file says.</summary>
    EnvironmentDefinition Definition { get; }

    /// <summary>Sets to report on.</summary>
    IReadOnlyList<Dataset> Evaluation { get; }
}
