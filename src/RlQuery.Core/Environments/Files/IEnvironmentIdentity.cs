namespace RlQuery.Core.Environments;

/// <summary>What results say of the environment that they come from, whatever its task.</summary>
public interface IEnvironmentIdentity
{
    /// <summary>Name of the file without its extension.</summary>
    string Name { get; }

    /// <summary>SHA-256 of the file.</summary>
    string Hash { get; }
}
