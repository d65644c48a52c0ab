using System.Security.Cryptography;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Environments.Files;

/// <summary>Reads environment files.</summary>
public static class EnvironmentFile
{
    /// <summary>Reads and checks an environment file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where what it names is found.</param>
    /// <exception cref="InvalidInputException">It is missing, is no JSON, or has faults; all of them are named, with their lines.</exception>
    public static EnvironmentDefinition Read(string path, Parts parts)
    {
        EnvironmentDefinition definition = Read(path, parts, out EnvironmentFaults faults);
        faults.ThrowIfAny();
        return definition;
    }

    /// <summary>SHA-256 of a file's content in hexadecimal: the identity of an environment in policies and manifests.</summary>
    /// <param name="path">The file.</param>
    public static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(InputFile.ReadBytes(path)));

    /// <summary>Reads a file, so that its faults can be reported together with those of its data.</summary>
    /// <exception cref="InvalidInputException">It is missing, or of another form than an environment.</exception>
    internal static EnvironmentDefinition Read(string path, Parts parts, out EnvironmentFaults faults)
    {
        EnvironmentDefinition definition = StrictJson.Read<EnvironmentDefinition>(path, out faults);
        faults.Add(EnvironmentRules.Faults(definition, parts));
        return definition;
    }
}
